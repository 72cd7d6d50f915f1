package dev.shadow.core.command;

import dev.shadow.Bytes;
import dev.shadow.command.Channel;
import dev.shadow.command.OutputChunk;
import dev.shadow.core.concurrent.PullPublisher;
import org.jspecify.annotations.Nullable;

/** One subscriber's place in a command's output, up to the command's own end. Used by one thread at a time. */
final class Follower implements PullPublisher.Cursor<OutputChunk>, ReaderPace.Reader {
    private static final int CHUNK = 64 << 10;

    private final OutputLog log;
    private final Channel channel;
    private final Runnable wake;
    private volatile long offset; // written by the one thread
    private boolean atEnd;

    Follower(OutputLog log, Channel channel, long offset, Runnable wake) {
        this.log = log;
        this.channel = channel;
        this.offset = offset;
        this.wake = wake;
        log.readers().add(this);
    }

    @Override
    public @Nullable OutputChunk next() {
        boolean ended = log.isEnded(); // asked first: what is read afterwards holds all up to the end
        OutputChunk chunk = log.next(channel, offset, CHUNK);
        if (ended) {
            chunk = upTo(Math.max(offset, log.endOf(channel)), chunk);
        } else if (chunk.bytes().isEmpty()) {
            return null;
        } else {
            chunk = new OutputChunk(channel, chunk.offset(), chunk.bytes(), chunk.missing(), false);
        }
        offset = chunk.nextOffset();
        log.readers().moved();
        atEnd = chunk.last();
        return chunk;
    }

    private OutputChunk upTo(long end, OutputChunk chunk) {
        if (chunk.bytes().isEmpty() || chunk.offset() >= end) {
            return new OutputChunk(channel, end, Bytes.EMPTY, end - offset, true);
        }
        int count = (int) Math.min(chunk.bytes().size(), end - chunk.offset());
        return new OutputChunk(
                channel, chunk.offset(), chunk.bytes().slice(0, count), chunk.missing(), chunk.offset() + count >= end);
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public void wake() {
        wake.run();
    }

    @Override
    public boolean isAtEnd() {
        return atEnd;
    }

    @Override
    public void close() {
        log.leave(this);
    }
}
