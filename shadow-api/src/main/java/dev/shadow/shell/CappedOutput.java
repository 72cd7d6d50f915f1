package dev.shadow.shell;

import dev.shadow.Bytes;
import dev.shadow.command.Output;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The head and the tail of a stream of bytes, cut between UTF-8 characters (RFC 3629). Thread-safe. */
final class CappedOutput {
    private final int half;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream(); // this and all below are guarded by this
    private byte[] ring = new byte[0];
    private long behindHead;

    CappedOutput(int limit) {
        this.half = limit / 2;
    }

    synchronized void append(byte[] source, int from, int length) {
        int toHead = Math.min(length, half - head.size());
        head.write(source, from, toHead);
        for (int i = from + toHead; i < from + length; i++) {
            if (behindHead == ring.length && ring.length < half) {
                ring = Arrays.copyOf(ring, Math.min(half, Math.max(1024, 2 * ring.length)));
            }
            ring[(int) (behindHead++ % ring.length)] = source[i];
        }
    }

    synchronized Output output() {
        int kept = (int) Math.min(behindHead, ring.length);
        byte[] tail = new byte[kept];
        for (int i = 0; i < kept; i++) {
            tail[i] = ring[(int) ((behindHead - kept + i) % ring.length)];
        }
        if (behindHead == kept) {
            byte[] all = Arrays.copyOf(head.toByteArray(), head.size() + kept);
            System.arraycopy(tail, 0, all, head.size(), kept);
            return new Output(Bytes.wrap(all), Bytes.EMPTY, 0);
        }
        Bytes first = withoutBrokenEnd(Bytes.wrap(head.toByteArray()));
        Bytes last = withoutBrokenStart(Bytes.wrap(tail));
        return new Output(first, last, head.size() + behindHead - first.size() - last.size());
    }

    /** What it holds, after which it is empty. */
    synchronized Output take() {
        Output output = output();
        head.reset();
        ring = new byte[0];
        behindHead = 0;
        return output;
    }

    private static Bytes withoutBrokenEnd(Bytes bytes) {
        for (int back = 1; back <= Math.min(3, bytes.size()); back++) {
            int lead = bytes.byteAt(bytes.size() - back) & 0xff;
            if (lead >= 0xc0) {
                int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
                return length > back ? bytes.slice(0, bytes.size() - back) : bytes;
            }
        }
        return bytes;
    }

    private static Bytes withoutBrokenStart(Bytes bytes) {
        int start = 0;
        while (start < Math.min(3, bytes.size()) && (bytes.byteAt(start) & 0xc0) == 0x80) {
            start++;
        }
        return bytes.slice(start, bytes.size());
    }
}
