package dev.shadow.core.file;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * 64 bits of a content, fed piece by piece: two cyclic redundancy checks of different polynomials, which together are one of
 * degree 64. Not cryptographic and not meant to be: it tells apart states of one file that differ by accident or by an edit.
 * Not thread-safe.
 */
final class ContentHash {
    /** Small enough that the second check finds the bytes in the nearest cache. */
    private static final int PIECE = 16 << 10;

    private final CRC32 high = new CRC32();
    private final CRC32C low = new CRC32C();
    private long length;

    void update(byte[] data, int offset, int size) {
        length += size;
        int end = offset + size;
        for (int at = offset; at < end; at += PIECE) {
            int piece = Math.min(PIECE, end - at);
            high.update(data, at, piece);
            low.update(data, at, piece);
        }
    }

    long value() {
        return high.getValue() << 32 | low.getValue();
    }

    long length() {
        return length;
    }
}
