package dev.shadow.core.command;

import dev.shadow.Bytes;
import dev.shadow.command.Channel;
import dev.shadow.command.Output;
import dev.shadow.command.OutputChunk;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What the result of an ended command shows of one channel. Used by one thread. */
final class HeadAndTail {
    private final OutputLog log;
    private final Channel channel;

    HeadAndTail(OutputLog log, Channel channel) {
        this.log = log;
        this.channel = channel;
    }

    /** All that the command itself wrote, or its beginning and its end, together at most so much. */
    Output of(int limit) {
        long end = log.endOf(channel);
        byte[] head = beforeGap(end <= limit ? end : limit / 2);
        if (head.length == end) {
            return new Output(Bytes.wrap(head), Bytes.EMPTY, 0);
        }
        byte[] tail = afterGap(Math.max(head.length, end - limit / 2), end);
        Bytes first = Utf8Cuts.atEnd(Bytes.wrap(head));
        Bytes last = Utf8Cuts.atStart(Bytes.wrap(tail));
        return new Output(first, last, end - first.size() - last.size());
    }

    /** The bytes from the start to an offset, or to where the log has a gap. */
    private byte[] beforeGap(long to) {
        ByteBuffer found = ByteBuffer.allocate((int) to);
        while (found.hasRemaining()) {
            OutputChunk next = log.read(channel, found.position(), found.remaining());
            if (next.missing() > 0 || next.bytes().isEmpty()) {
                break;
            }
            found.put(next.bytes().asByteBuffer());
        }
        return found.hasRemaining() ? Arrays.copyOf(found.array(), found.position()) : found.array();
    }

    /** The bytes up to an offset that is in the log, from another one or from where the last gap before it ends. */
    private byte[] afterGap(long from, long to) {
        ByteBuffer found = ByteBuffer.allocate((int) (to - from));
        long offset = from;
        while (offset < to) {
            OutputChunk next = log.read(channel, offset, (int) (to - offset));
            if (next.bytes().isEmpty()) {
                break;
            }
            if (next.missing() > 0) {
                found.clear();
            }
            if (next.offset() < to) {
                int count = (int) Math.min(next.bytes().size(), to - next.offset());
                found.put(next.bytes().slice(0, count).asByteBuffer());
            }
            offset = next.nextOffset();
        }
        return found.hasRemaining() ? Arrays.copyOf(found.array(), found.position()) : found.array();
    }
}
