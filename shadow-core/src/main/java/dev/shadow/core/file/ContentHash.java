package dev.shadow.core.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * XXH64 with seed 0, fed piece by piece. Not cryptographic and not meant to be: it tells apart states of one file that
 * differ by accident or by an edit. Not thread-safe.
 *
 * @see <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">the specification</a>
 */
final class ContentHash {
    private static final long P1 = 0x9E3779B185EBCA87L;
    private static final long P2 = 0xC2B2AE3D27D4EB4FL;
    private static final long P3 = 0x165667B19E3779F9L;
    private static final long P4 = 0x85EBCA77C2B2AE63L;
    private static final long P5 = 0x27D4EB2F165667C5L;
    private static final int STRIPE = 32;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] rest = new byte[STRIPE];
    private int restSize;
    private long length;
    private long a = 0x60EA27EEADC0B5D6L; // P1 + P2
    private long b = P2;
    private long c;
    private long d = 0x61C8864E7A143579L; // -P1

    void update(byte[] data, int offset, int size) {
        length += size;
        int at = offset;
        int end = offset + size;
        if (restSize > 0) {
            int taken = Math.min(STRIPE - restSize, size);
            System.arraycopy(data, at, rest, restSize, taken);
            restSize += taken;
            at += taken;
            if (restSize < STRIPE) {
                return;
            }
            stripes(rest, 0, STRIPE);
            restSize = 0;
        }
        int whole = (end - at) & -STRIPE;
        stripes(data, at, at + whole);
        restSize = end - at - whole;
        System.arraycopy(data, at + whole, rest, 0, restSize);
    }

    private void stripes(byte[] data, int from, int to) {
        long lane1 = a;
        long lane2 = b;
        long lane3 = c;
        long lane4 = d;
        for (int i = from; i < to; i += STRIPE) {
            lane1 = round(lane1, (long) LONG.get(data, i));
            lane2 = round(lane2, (long) LONG.get(data, i + 8));
            lane3 = round(lane3, (long) LONG.get(data, i + 16));
            lane4 = round(lane4, (long) LONG.get(data, i + 24));
        }
        a = lane1;
        b = lane2;
        c = lane3;
        d = lane4;
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * P2, 31) * P1;
    }

    private static long merge(long hash, long lane) {
        return (hash ^ round(0, lane)) * P1 + P4;
    }

    long value() {
        long hash = P5;
        if (length >= STRIPE) {
            hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
            hash = merge(merge(merge(merge(hash, a), b), c), d);
        }
        return avalanche(tail(hash + length));
    }

    private long tail(long begun) {
        long hash = begun;
        int at = 0;
        for (; at + 8 <= restSize; at += 8) {
            hash = Long.rotateLeft(hash ^ round(0, (long) LONG.get(rest, at)), 27) * P1 + P4;
        }
        if (at + 4 <= restSize) {
            hash = Long.rotateLeft(hash ^ Integer.toUnsignedLong((int) INT.get(rest, at)) * P1, 23) * P2 + P3;
            at += 4;
        }
        for (; at < restSize; at++) {
            hash = Long.rotateLeft(hash ^ (rest[at] & 0xffL) * P5, 11) * P1;
        }
        return hash;
    }

    private static long avalanche(long tail) {
        long hash = (tail ^ tail >>> 33) * P2;
        hash = (hash ^ hash >>> 29) * P3;
        return hash ^ hash >>> 32;
    }

    long length() {
        return length;
    }
}
