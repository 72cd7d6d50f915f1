package dev.shadow.core.command;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Channel;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Walks the frames from a position on. Not thread-safe. */
final class FrameReader {
    private final SpillLog frames;
    private final byte[] window = new byte[FrameIndex.STRIDE];
    private long position;
    private int at;
    private int length;

    FrameReader(SpillLog frames, long position) {
        this.frames = frames;
        this.position = position;
    }

    /** What stands before the bytes of a frame: the channel, and their number. */
    static byte[] header(Channel source, int length) {
        return ByteBuffer.allocate(1 + Integer.BYTES)
                .put(tag(source))
                .putInt(length)
                .array();
    }

    /** The bytes of a channel after the given number of them; they must be in the log. */
    byte[] collect(Channel channel, long skip, int wanted) {
        byte[] found = new byte[wanted];
        int filled = 0;
        long toSkip = skip;
        while (filled < wanted) {
            boolean other = next() != tag(channel) && channel != Channel.MERGED;
            int size = (next() << 24) | (next() << 16) | (next() << 8) | next();
            if (other) {
                advance(size);
            } else if (toSkip >= size) {
                toSkip -= size;
                advance(size);
            } else {
                advance((int) toSkip);
                int count = Math.min(size - (int) toSkip, wanted - filled);
                copy(found, filled, count);
                filled += count;
                advance(size - (int) toSkip - count);
                toSkip = 0;
            }
        }
        return found;
    }

    private static byte tag(Channel channel) {
        return switch (channel) {
            case STDOUT -> 1;
            case STDERR -> 2;
            case MERGED -> 3; // never written
        };
    }

    private int next() {
        fill();
        return window[at++] & 0xff;
    }

    private void copy(byte[] target, int to, int count) {
        int copied = 0;
        while (copied < count) {
            fill();
            int step = Math.min(count - copied, length - at);
            System.arraycopy(window, at, target, to + copied, step);
            at += step;
            copied += step;
        }
    }

    private void advance(int count) {
        int inside = Math.min(count, length - at);
        at += inside;
        position += count - inside;
    }

    private void fill() {
        if (at < length) {
            return;
        }
        try {
            length = frames.read(position, window, window.length);
        } catch (IOException e) {
            throw new ShadowException(ErrorCode.IO_ERROR, "the command's log cannot be read: " + e.getMessage(), e);
        }
        if (length == 0) {
            throw OutputLog.gone();
        }
        at = 0;
        position += length;
    }
}
