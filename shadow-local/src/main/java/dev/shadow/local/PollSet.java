package dev.shadow.local;

import com.sun.jna.Pointer;
import java.io.IOException;

/** Descriptors that one thread waits for, man page poll(2). Not thread-safe. */
final class PollSet implements AutoCloseable {
    /** A struct pollfd: the descriptor, what to look for, what was found. */
    private static final int ENTRY_BYTES = 8;

    private static final int REQUESTED = 4;
    private static final int FOUND = 6;

    private final NativeBlock block;
    private final Pointer entries;
    private final int size;

    /** Slots that wait for nothing. */
    PollSet(int size) {
        this.size = size;
        this.block = new NativeBlock((long) size * ENTRY_BYTES);
        this.entries = block.pointer();
        for (int slot = 0; slot < size; slot++) {
            clear(slot);
        }
    }

    void watch(int slot, int descriptor, short events) {
        entries.setInt((long) slot * ENTRY_BYTES, descriptor);
        entries.setShort((long) slot * ENTRY_BYTES + REQUESTED, events);
    }

    /** A negative descriptor is passed over. */
    void clear(int slot) {
        watch(slot, -1, (short) 0);
        entries.setShort((long) slot * ENTRY_BYTES + FOUND, (short) 0);
    }

    boolean isWatching(int slot) {
        return entries.getInt((long) slot * ENTRY_BYTES) >= 0;
    }

    /** Waits until something is found, for as long as it takes. */
    void await() throws IOException {
        poll(-1);
    }

    /** Looks, and does not wait. */
    void look() throws IOException {
        poll(0);
    }

    private void poll(int milliseconds) throws IOException {
        while (LibC.poll(entries, size, milliseconds) < 0) {
            if (LibC.errno() != LibC.EINTR) {
                throw new IOException("poll failed, error=" + LibC.errno());
            }
        }
    }

    /** Whether the last wait found something: what was looked for, a hang-up or an error. */
    boolean isFound(int slot) {
        return entries.getShort((long) slot * ENTRY_BYTES + FOUND) != 0;
    }

    @Override
    public void close() {
        block.close();
    }
}
