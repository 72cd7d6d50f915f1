package dev.shadow.core.terminal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The segment that is written, and those before it as far as the log may take room: so many times what the ring may hold that
 * as much is there after a rotation. Not thread-safe.
 */
final class LogSegments {
    private static final int ROOM = 2;
    private static final int OVERHEAD = 64;
    private static final int SEGMENTS = 8;

    private final SegmentFiles files;
    private final long total;
    private @Nullable SegmentWriter writer;

    LogSegments(SegmentFiles files, TerminalLimits limits) {
        this.files = files;
        this.total = (limits.bytes() + (long) limits.entries() * OVERHEAD) * ROOM;
    }

    /** Where a record about a sequence and of a size goes. */
    SegmentWriter at(long sequence, long size) throws IOException {
        long most = total / SEGMENTS;
        SegmentWriter open = writer;
        if (open == null || open.size() + size > most) {
            close();
            files.shrink(total - Math.max(most, size));
            open = SegmentWriter.create(files.next(sequence));
            writer = open;
        }
        return open;
    }

    void flush() throws IOException {
        SegmentWriter open = writer;
        if (open != null) {
            open.flush();
        }
    }

    void force() throws IOException {
        SegmentWriter open = writer;
        if (open != null) {
            open.force();
        }
    }

    /** Ends the segment. */
    void close() throws IOException {
        SegmentWriter open = writer;
        if (open != null) {
            open.force();
            writer = null;
            open.close();
        }
    }

    /** Ends the segment after a failure, with its last whole record. */
    void abandon() {
        SegmentWriter open = writer;
        writer = null;
        if (open != null) {
            open.abandon();
        }
    }

    void removeAll() throws IOException {
        abandon();
        files.shrink(-1);
    }
}
