package dev.shadow.shell;

import java.nio.charset.StandardCharsets;

/**
 * Finds a sequence of bytes in a stream that comes in pieces (Knuth, Morris and Pratt, 1977). Bytes that may begin the sequence
 * are held back until that is decided.
 *
 * <p>Not thread-safe.
 */
final class Marker {
    private final byte[] wanted;
    private final int[] fallback;
    private int matched;

    Marker(String text) {
        wanted = text.getBytes(StandardCharsets.UTF_8);
        fallback = new int[wanted.length + 1];
        fallback[0] = -1;
        for (int i = 0, k = -1; i < wanted.length; ) {
            while (k >= 0 && wanted[i] != wanted[k]) {
                k = fallback[k];
            }
            fallback[++i] = ++k;
        }
    }

    /** Looks at bytes from an index on; tells where the sequence ends, or -1 when all were looked at without finding it. */
    int feed(byte[] source, int from, CappedOutput before) {
        int start = from;
        int held = matched;
        for (int i = from; i < source.length; i++) {
            while (matched >= 0 && wanted[matched] != source[i]) {
                matched = fallback[matched];
            }
            matched++;
            if (matched == wanted.length) {
                pass(source, start, i + 1 - from + held - matched, held, before);
                matched = 0;
                return i + 1;
            }
        }
        pass(source, start, source.length - from + held - matched, held, before);
        return -1;
    }

    /** Hands on so many bytes: first of those held back, which are the beginning of the sequence, then of the source. */
    private void pass(byte[] source, int start, int count, int held, CappedOutput before) {
        int ofHeld = Math.min(held, count);
        before.append(wanted, 0, ofHeld);
        before.append(source, start, count - ofHeld);
    }

    /** The stream has ended: what was held back is no sequence. */
    void end(CappedOutput before) {
        before.append(wanted, 0, matched);
        matched = 0;
    }
}
