package dev.shadow.core.command;

/** The last bytes of a stream. Not thread-safe. */
final class TailRing {
    private final byte[] ring;
    private long total;

    TailRing(int capacity) {
        ring = new byte[capacity];
    }

    int size() {
        return (int) Math.min(total, ring.length);
    }

    void append(byte[] source, int from, int length) {
        int kept = Math.min(length, ring.length);
        int start = from + length - kept;
        int at = (int) ((total + length - kept) % ring.length);
        int first = Math.min(kept, ring.length - at);
        System.arraycopy(source, start, ring, at, first);
        System.arraycopy(source, start + first, ring, 0, kept - first);
        total += length;
    }

    /** Copies bytes that begin {@code back} bytes before the end; at most {@link #size} of them. */
    byte[] copy(int back, int length) {
        byte[] copy = new byte[length];
        int at = (int) ((total - back) % ring.length);
        int first = Math.min(length, ring.length - at);
        System.arraycopy(ring, at, copy, 0, first);
        System.arraycopy(ring, 0, copy, first, length - first);
        return copy;
    }
}
