package dev.shadow.core.patch;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;

/** The lines of a patch, read one after the other. Not thread-safe. */
final class PatchLines {
    private static final int MOST_CHARACTERS_SHOWN = 80;

    private final String text;
    private final boolean crlfThroughout;
    private int from;
    private int number = 1;

    PatchLines(String text) {
        this.text = text;
        this.crlfThroughout = isCrlfThroughout(text);
    }

    /** Such a patch was converted as a whole, and its own line ends tell nothing of the files. */
    private static boolean isCrlfThroughout(String text) {
        int at = text.indexOf('\n');
        if (at < 0) {
            return false;
        }
        for (; at >= 0; at = text.indexOf('\n', at + 1)) {
            if (at == 0 || text.charAt(at - 1) != '\r') {
                return false;
            }
        }
        return true;
    }

    boolean hasNext() {
        return from < text.length();
    }

    /** The number of the next line, from 1. */
    int number() {
        return number;
    }

    /** The next line, not taken; empty at the end. A CR stays unless all of the patch has it. */
    String peek() {
        return line(from);
    }

    /** The next line as a header of the patch's own: a CR at its end means nothing. */
    String peekHeader() {
        return header(peek());
    }

    /** The line after the next one as a header. */
    String peekSecondHeader() {
        int end = text.indexOf('\n', from);
        return end < 0 ? "" : header(line(end + 1));
    }

    private static String header(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private String line(int start) {
        if (start >= text.length()) {
            return "";
        }
        int end = text.indexOf('\n', start);
        String line = end < 0 ? text.substring(start) : text.substring(start, end);
        return crlfThroughout && end >= 0 ? line.substring(0, line.length() - 1) : line;
    }

    String next() {
        String line = peek();
        skip();
        return line;
    }

    String nextHeader() {
        return header(next());
    }

    void skip() {
        int end = text.indexOf('\n', from);
        from = end < 0 ? text.length() : end + 1;
        number++;
    }

    /** The failure of a patch whose next line is something else than what must be there. */
    ShadowException expected(String what) {
        String found = hasNext() ? "found '" + shorten(peekHeader()) + "'" : "the patch ended";
        return invalid(number, "expected " + what + ", and " + found);
    }

    static ShadowException invalid(int line, String why) {
        return new ShadowException(
                        ErrorCode.PATCH_INVALID, "line " + line + " of the patch: " + why + "; nothing was changed")
                .with("line", line);
    }

    static String shorten(String line) {
        return line.length() <= MOST_CHARACTERS_SHOWN ? line : line.substring(0, MOST_CHARACTERS_SHOWN) + "...";
    }
}
