package dev.shadow.core.file;

import java.util.Arrays;

/**
 * The lines of two contents that differ, with some equal ones around them: what is left to compare when the beginning and
 * the end that both share are set aside. Offsets are in bytes and fall on beginnings of lines. Immutable.
 *
 * @param from where they begin, in both
 * @param toBefore where they end in the old content
 * @param toAfter where they end in the new content
 */
record ChangedLines(int from, int toBefore, int toAfter) {
    private static final int BLOCK = 4096;

    static ChangedLines between(byte[] before, byte[] after, int around) {
        int mismatch = Arrays.mismatch(before, after);
        int prefix = mismatch < 0 ? before.length : mismatch;
        int suffix = commonSuffix(before, after, Math.min(before.length, after.length) - prefix);
        int from = lineStart(before, prefix);
        int end = lineEnd(before, before.length - suffix);
        for (int i = 0; i < around; i++) {
            from = lineStart(before, from - 1);
            end = lineEnd(before, end);
        }
        return new ChangedLines(from, end, end + after.length - before.length);
    }

    private static int commonSuffix(byte[] before, byte[] after, int most) {
        int common = 0;
        while (common + BLOCK <= most && equal(before, after, common, BLOCK)) {
            common += BLOCK;
        }
        while (common < most && before[before.length - 1 - common] == after[after.length - 1 - common]) {
            common++;
        }
        return common;
    }

    private static boolean equal(byte[] before, byte[] after, int fromEnd, int size) {
        int endBefore = before.length - fromEnd;
        int endAfter = after.length - fromEnd;
        return Arrays.equals(before, endBefore - size, endBefore, after, endAfter - size, endAfter);
    }

    /** The beginning of the line that an offset lies in; 0 before the first. */
    private static int lineStart(byte[] content, int offset) {
        int start = Math.max(0, offset);
        while (start > 0 && content[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    /** The end of the line that begins at an offset or that the offset lies in, with its line feed. */
    private static int lineEnd(byte[] content, int offset) {
        int end = offset;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        return Math.min(content.length, end + 1);
    }
}
