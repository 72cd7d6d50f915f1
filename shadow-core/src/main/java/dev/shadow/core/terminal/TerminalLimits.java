package dev.shadow.core.terminal;

import dev.shadow.spi.Check;

/**
 * What a terminal may hold at most. Both are hard.
 *
 * <p>Thread-safe.
 *
 * @param entries 1 to 1,000,000
 * @param bytes of their contents, 1 KB to 1 GB
 */
public record TerminalLimits(int entries, long bytes) {
    /** 10,000 entries and 50 MB. */
    public static final TerminalLimits DEFAULT = new TerminalLimits(10_000, 50L << 20);

    static final int LEAST_BYTES = 1 << 10;

    /** Checks the bounds. */
    public TerminalLimits {
        Check.range("entries", entries, 1, 1_000_000);
        Check.range("bytes", bytes, LEAST_BYTES, 1L << 30);
    }

    /** What a reader takes at once: a small part of the whole, so that what it holds and has not shown does not matter. */
    int entriesAtOnce() {
        return Math.max(1, Math.min(256, entries / 32));
    }

    long bytesAtOnce() {
        return Math.min(Chunk.MOST_BYTES, bytes / 32);
    }

    boolean areFarBehind(long unreadEntries, long unreadBytes) {
        return unreadEntries * 10 > entries * 8L || unreadBytes * 10 > bytes * 8;
    }

    boolean areCaughtUp(long unreadEntries, long unreadBytes) {
        return unreadEntries * 10 < entries * 6L && unreadBytes * 10 < bytes * 6;
    }
}
