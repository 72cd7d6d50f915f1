package dev.shadow.core.patch;

import java.util.List;

/**
 * One stretch of changed lines. Thread-safe.
 *
 * @param number from 1, within its file
 * @param patchLine where it stands in the patch
 * @param start the index of its first old line in the file; {@link #UNKNOWN} when the patch does not say
 * @param anchors lines that stand somewhere above, one below the other, without the white space around them
 * @param atEnd whether its old lines are the last of the file
 * @param lines the lines
 */
record Hunk(int number, int patchLine, int start, List<String> anchors, boolean atEnd, List<HunkLine> lines) {
    static final int UNKNOWN = -1;

    Hunk {
        anchors = List.copyOf(anchors);
        lines = List.copyOf(lines);
    }

    List<String> oldLines() {
        return lines.stream().filter(HunkLine::isOld).map(HunkLine::text).toList();
    }

    List<String> newLines() {
        return lines.stream().filter(HunkLine::isNew).map(HunkLine::text).toList();
    }

    int added() {
        return (int) lines.stream().filter(line -> !line.isOld()).count();
    }

    int removed() {
        return (int) lines.stream().filter(line -> !line.isNew()).count();
    }

    Hunk withCrlf() {
        return new Hunk(
                number,
                patchLine,
                start,
                anchors,
                atEnd,
                lines.stream().map(HunkLine::withCrlf).toList());
    }
}
