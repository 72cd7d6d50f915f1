package dev.shadow.core.command;

import java.util.Arrays;

/**
 * Where a channel's bytes lie in the log: a mark at the first frame of the channel, and at each that begins at least
 * {@link #STRIDE} bytes after the last mark. So a search reads at most that much too early. Not thread-safe.
 */
final class FrameIndex {
    static final int STRIDE = 64 << 10;

    private long[] offsets = new long[4];
    private long[] positions = new long[4];
    private int count;

    void frame(long offset, long position) {
        if (count > 0 && position - positions[count - 1] < STRIDE) {
            return;
        }
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, count * 2);
            positions = Arrays.copyOf(positions, count * 2);
        }
        offsets[count] = offset;
        positions[count] = position;
        count++;
    }

    /** The mark at or before an offset that is in the log: its offset and its position. */
    long[] before(long offset) {
        int found = Arrays.binarySearch(offsets, 0, count, offset);
        int at = found >= 0 ? found : -found - 2;
        return new long[] {offsets[at], positions[at]};
    }
}
