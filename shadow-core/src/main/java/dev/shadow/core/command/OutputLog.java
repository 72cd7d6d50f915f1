package dev.shadow.core.command;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Channel;
import dev.shadow.command.Output;
import dev.shadow.command.OutputChunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All that a command wrote, in the order in which it was read, as frames of one log: a byte for the channel, four for the
 * length, the bytes. Each channel is read out of it by an index, so nothing is stored twice. When the log is full, or the disk
 * refuses, only the youngest bytes of each channel stay, in memory, and what is older is reported as missing.
 *
 * <p>Thread-safe.
 */
final class OutputLog {
    private static final int HEADER = 1 + Integer.BYTES;
    private static final int LEAST_TAIL = 64 << 10;
    private static final Channel[] CHANNELS = Channel.values();

    private final SpillLog frames;
    private final int tailBytes;
    private final Track[] tracks = {new Track(), new Track(), new Track()}; // guarded by lock
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private boolean full; // guarded by lock
    private int holders; // guarded by lock
    private boolean dropped; // guarded by lock
    private volatile boolean ended;
    private volatile boolean closed;

    OutputLog(SpillLog frames, int outputLimit) {
        this.frames = frames;
        this.tailBytes = Math.max(LEAST_TAIL, outputLimit / 2);
    }

    static OutputLog create(@Nullable Path directory, int outputLimit) {
        SpillLog frames = directory == null
                ? new SpillLog(null, 16 << 20, 16 << 20)
                : new SpillLog(directory, 64 << 10, 1L << 30);
        return new OutputLog(frames, outputLimit);
    }

    /** One channel's state. */
    private static final class Track {
        final FrameIndex index = new FrameIndex();
        long stored;
        long total;
        long end;

        @Nullable TailRing tail;
    }

    private Track track(Channel channel) {
        return tracks[channel.ordinal()];
    }

    /** Adds what was read from a pipe. Waits for no reader of this log. */
    void append(Channel source, byte[] bytes, int length) {
        if (length == 0) {
            return;
        }
        lock.lock();
        try {
            byte[] header = ByteBuffer.allocate(HEADER)
                    .put((byte) source.ordinal())
                    .putInt(length)
                    .array();
            long position = frames.end();
            full = full || !frames.append(header, bytes, 0, length);
            add(track(source), position, bytes, length);
            add(track(Channel.MERGED), position, bytes, length);
        } finally {
            lock.unlock();
        }
        listeners.forEach(Runnable::run);
    }

    private void add(Track track, long position, byte[] bytes, int length) {
        if (!full) {
            track.index.frame(track.total, position);
            track.stored += length;
        } else if (!dropped) {
            TailRing tail = track.tail == null ? new TailRing(tailBytes) : track.tail;
            track.tail = tail;
            tail.append(bytes, 0, length);
        }
        track.total += length;
    }

    /** The command has ended and all that it wrote itself is here; what comes now is from those that it left behind. */
    void end() {
        lock.lock();
        try {
            for (Track track : tracks) {
                track.end = track.total;
            }
            ended = true;
        } finally {
            lock.unlock();
        }
        listeners.forEach(Runnable::run);
    }

    boolean isEnded() {
        return ended;
    }

    /** How much the command itself wrote to a channel; known once it has ended. */
    long endOf(Channel channel) {
        lock.lock();
        try {
            return track(channel).end;
        } finally {
            lock.unlock();
        }
    }

    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void unlisten(Runnable listener) {
        listeners.remove(listener);
    }

    /** What is there from an offset on, without waiting for more. */
    OutputChunk read(Channel channel, long offset, int most) {
        long[] mark;
        int wanted;
        lock.lock();
        try {
            requireOpen();
            Track track = track(channel);
            if (offset >= track.stored) {
                return recent(channel, track, offset, most);
            }
            mark = track.index.before(offset);
            wanted = (int) Math.min(most, track.stored - offset);
        } finally {
            lock.unlock();
        }
        byte[] found = new FrameReader(frames, mark[1]).collect(channel, offset - mark[0], wanted);
        return chunk(channel, offset, found, 0);
    }

    private OutputChunk recent(Channel channel, Track track, long offset, int most) {
        if (offset >= track.total) {
            return chunk(channel, offset, new byte[0], 0);
        }
        int kept = track.tail == null ? 0 : track.tail.size();
        long from = Math.max(offset, track.total - kept);
        int back = (int) (track.total - from);
        byte[] found = track.tail == null ? new byte[0] : track.tail.copy(back, Math.min(most, back));
        return chunk(channel, from, found, from - offset);
    }

    private OutputChunk chunk(Channel channel, long offset, byte[] bytes, long missing) {
        lock.lock();
        try {
            boolean last = ended && offset + bytes.length >= track(channel).total;
            return new OutputChunk(channel, offset, Bytes.wrap(bytes), missing, last);
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw gone();
        }
    }

    static ShadowException gone() {
        return new ShadowException(
                ErrorCode.COMMAND_NOT_FOUND,
                "the command's output is gone: only the last 100 ended commands of an open workspace are kept");
    }

    /** The head and the tail of what the command itself wrote to an ended channel. */
    Output output(Channel channel, int limit) {
        long end = endOf(channel);
        byte[] head = range(channel, 0, (int) Math.min(end, end <= limit ? limit : limit / 2));
        if (head.length == end) {
            return new Output(Bytes.wrap(head), Bytes.EMPTY, 0);
        }
        byte[] tail = range(channel, Math.max(head.length, end - limit / 2), end);
        Bytes first = Utf8Cuts.atEnd(Bytes.wrap(head));
        Bytes last = Utf8Cuts.atStart(Bytes.wrap(tail));
        return new Output(first, last, end - first.size() - last.size());
    }

    /** The bytes up to {@code to}, from {@code from} or from after the last gap. From 0 on: those before the first gap. */
    private byte[] range(Channel channel, long from, long to) {
        byte[] bytes = new byte[(int) (to - from)];
        int filled = 0;
        while (from + filled < to) {
            OutputChunk next = read(channel, from + filled, bytes.length - filled);
            if (next.missing() > 0 && from == 0 || next.bytes().isEmpty()) {
                break;
            }
            if (next.missing() > 0) {
                filled = 0;
                from = Math.min(to, next.offset());
            }
            int count = (int) Math.min(next.bytes().size(), to - from - filled);
            next.bytes().asByteBuffer().get(bytes, filled, count);
            filled += count;
        }
        return Arrays.copyOf(bytes, filled);
    }

    /** Keeps the log readable until {@link #release}, even when its command is forgotten. */
    void hold() {
        lock.lock();
        try {
            requireOpen();
            holders++;
        } finally {
            lock.unlock();
        }
    }

    void release() {
        lock.lock();
        try {
            holders--;
            closeWhenUnused();
        } finally {
            lock.unlock();
        }
    }

    /** Removes the log as soon as nobody holds it. What is appended from now on is not kept. */
    void drop() {
        lock.lock();
        try {
            dropped = true;
            full = true;
            closeWhenUnused();
        } finally {
            lock.unlock();
        }
        listeners.forEach(Runnable::run);
    }

    private void closeWhenUnused() {
        if (dropped && holders == 0) {
            closed = true;
            for (Track track : tracks) {
                track.tail = null;
            }
            frames.close();
        }
    }

    static Channel channelOf(int ordinal) {
        return CHANNELS[ordinal];
    }

    /** Walks the frames from a position on. Not thread-safe. */
    private static final class FrameReader {
        private final SpillLog frames;
        private final byte[] window = new byte[FrameIndex.STRIDE];
        private long position;
        private int at;
        private int length;

        FrameReader(SpillLog frames, long position) {
            this.frames = frames;
            this.position = position;
        }

        byte[] collect(Channel channel, long skip, int wanted) {
            byte[] found = new byte[wanted];
            int filled = 0;
            long toSkip = skip;
            while (filled < wanted) {
                Channel source = channelOf(next());
                int size = next() << 24 | next() << 16 | next() << 8 | next();
                if (channel != Channel.MERGED && source != channel || toSkip >= size) {
                    toSkip -= channel != Channel.MERGED && source != channel ? 0 : size;
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
                throw gone();
            }
            at = 0;
            position += length;
        }
    }
}
