package dev.shadow.core.patch;

import java.nio.charset.StandardCharsets;

/**
 * A line of a hunk. Thread-safe.
 *
 * @param mark what becomes of it
 * @param text one character for each byte, with its line end
 */
record HunkLine(Mark mark, String text) {
    enum Mark {
        CONTEXT,
        REMOVED,
        ADDED
    }

    static HunkLine of(char mark, String content) {
        Mark meaning = switch (mark) {
            case '+' -> Mark.ADDED;
            case '-' -> Mark.REMOVED;
            default -> Mark.CONTEXT;
        };
        return new HunkLine(meaning, RawLines.bytes(content.getBytes(StandardCharsets.UTF_8)) + "\n");
    }

    boolean isOld() {
        return mark != Mark.ADDED;
    }

    boolean isNew() {
        return mark != Mark.REMOVED;
    }

    boolean isTerminated() {
        return text.endsWith("\n");
    }

    HunkLine unterminated() {
        return new HunkLine(mark, text.substring(0, text.length() - 1));
    }

    HunkLine withCrlf() {
        return isTerminated() ? new HunkLine(mark, text.substring(0, text.length() - 1) + "\r\n") : this;
    }
}
