package dev.shadow.core.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one hunk of a unified diff. Not thread-safe. */
final class HunkParser {
    private static final Pattern HEADER = Pattern.compile(
            "@@ -([0-9]{1,9})(?:,([0-9]{1,9}))? \\+([0-9]{1,9})(?:,([0-9]{1,9}))? @@.*", Pattern.DOTALL);

    private final PatchLines lines;
    private final int number;
    private final int patchLine;
    private final List<HunkLine> content = new ArrayList<>();
    private int oldLeft;
    private int newLeft;

    HunkParser(PatchLines lines, int number) {
        this.lines = lines;
        this.number = number;
        this.patchLine = lines.number();
    }

    Hunk parse() {
        Matcher header = HEADER.matcher(lines.peekHeader());
        if (!header.matches()) {
            throw lines.expected("'@@ -LINE,COUNT +LINE,COUNT @@'");
        }
        lines.skip();
        int oldStart = Integer.parseInt(header.group(1));
        oldLeft = count(header.group(2));
        newLeft = count(header.group(4));
        int start = oldLeft == 0 ? oldStart : oldStart - 1;
        if (start < 0 || (oldLeft == 0 && newLeft == 0)) {
            throw PatchLines.invalid(patchLine, "a hunk has lines, and the first line of a file is 1");
        }
        while (oldLeft > 0 || newLeft > 0) {
            line();
        }
        unterminated();
        requireEndsAtEnd();
        return new Hunk(number, patchLine, start, List.of(), false, content);
    }

    private static int count(String digits) {
        return digits == null ? 1 : Integer.parseInt(digits);
    }

    private void line() {
        String line = lines.peek();
        char mark = line.isEmpty() || line.equals("\r") ? ' ' : line.charAt(0);
        if (!lines.hasNext() || (mark != ' ' && mark != '+' && mark != '-' && mark != '\\')) {
            throw lines.expected("a line that begins with ' ', '-' or '+' (" + left() + ")");
        }
        if (mark == '\\') {
            if (!unterminated()) {
                throw lines.expected("a line of the hunk before '\\ No newline at end of file'");
            }
            return;
        }
        oldLeft -= mark == '+' ? 0 : 1;
        newLeft -= mark == '-' ? 0 : 1;
        if (oldLeft < 0 || newLeft < 0) {
            throw lines.expected("no more such lines, by the counts of the hunk's '@@' line");
        }
        content.add(HunkLine.of(mark, line.isEmpty() || line.equals("\r") ? line : line.substring(1)));
        lines.skip();
    }

    private String left() {
        return "the hunk's '@@' line says " + oldLeft + " more of the old file, " + newLeft + " of the new";
    }

    /** See what diff(1) says of incomplete lines; the words differ by language. */
    private boolean unterminated() {
        if (!lines.peek().startsWith("\\ ") || content.isEmpty()) {
            return false;
        }
        int last = content.size() - 1;
        if (!content.get(last).isTerminated()) {
            return false;
        }
        content.set(last, content.get(last).unterminated());
        lines.skip();
        return true;
    }

    private void requireEndsAtEnd() {
        List<HunkLine> old = content.stream().filter(HunkLine::isOld).toList();
        List<HunkLine> made = content.stream().filter(HunkLine::isNew).toList();
        for (List<HunkLine> side : List.of(old, made)) {
            long open = side.stream().filter(line -> !line.isTerminated()).count();
            if (open > 1 || (open == 1 && side.get(side.size() - 1).isTerminated())) {
                throw PatchLines.invalid(patchLine, "only the last line of a file can be without a newline");
            }
        }
    }
}
