package dev.shadow.core.command;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Channel;
import dev.shadow.command.Output;
import dev.shadow.command.OutputChunk;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
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
    private static final int LEAST_TAIL = 64 << 10;
    private static final long FILE_BYTES = 64L << 20;

    private final SpillLog frames;
    private final int tailBytes;
    private final Map<Channel, Track> tracks = new EnumMap<>(Channel.class); // filled once; each guarded by lock
    private final ReentrantLock lock = new ReentrantLock();
    private final ReaderPace readers = new ReaderPace();
    private @Nullable Tap tap; // guarded by lock
    private volatile boolean full; // changed under lock
    private int holders; // guarded by lock
    private boolean dropped; // guarded by lock
    private volatile boolean ended;
    private volatile boolean closed;

    OutputLog(SpillLog frames, int outputLimit) {
        this.frames = frames;
        this.tailBytes = Math.max(LEAST_TAIL, outputLimit / 2);
        for (Channel channel : Channel.values()) {
            tracks.put(channel, new Track());
        }
    }

    static OutputLog create(@Nullable Path directory, int outputLimit) {
        SpillLog frames = directory == null
                ? new SpillLog(null, 16 << 20, 16 << 20)
                : new SpillLog(directory, 64 << 10, FILE_BYTES);
        return new OutputLog(frames, outputLimit);
    }

    /** Told of everything that is appended, in that order and under the lock of the log, so it must be quick. */
    @FunctionalInterface
    interface Tap {
        void appended(Channel source, byte[] bytes, int length);
    }

    void tap(Tap listener) {
        lock.lock();
        try {
            tap = listener;
        } finally {
            lock.unlock();
        }
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
        return Objects.requireNonNull(tracks.get(channel));
    }

    /** Adds what was read from a pipe. Waits for readers that are on their way, once it cannot be kept for them. */
    void append(Channel source, byte[] bytes, int length) {
        if (length == 0) {
            return;
        }
        if (full) {
            awaitReaders(source, length);
            awaitReaders(Channel.MERGED, length);
        }
        lock.lock();
        try {
            byte[] header = FrameReader.header(source, length);
            long position = frames.end();
            full = full || !frames.append(header, bytes, 0, length);
            add(track(source), position, bytes, length);
            add(track(Channel.MERGED), position, bytes, length);
            Tap told = tap;
            if (told != null) {
                told.appended(source, bytes, length);
            }
        } finally {
            lock.unlock();
        }
        readers.wakeAll();
    }

    private void awaitReaders(Channel channel, int length) {
        long least;
        lock.lock();
        try {
            Track track = track(channel);
            least = track.total + length - tailBytes;
            if (least <= track.stored) {
                return;
            }
        } finally {
            lock.unlock();
        }
        readers.await(channel, least, least + tailBytes / 2);
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
            for (Track track : tracks.values()) {
                track.end = track.total;
            }
            ended = true;
        } finally {
            lock.unlock();
        }
        readers.wakeAll();
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

    /** Whom the writer tells of all that is appended, and waits for once this log is full. */
    ReaderPace readers() {
        return readers;
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
        byte[] head = beforeGap(channel, end <= limit ? end : limit / 2);
        if (head.length == end) {
            return new Output(Bytes.wrap(head), Bytes.EMPTY, 0);
        }
        byte[] tail = afterGap(channel, Math.max(head.length, end - limit / 2), end);
        Bytes first = Utf8Cuts.atEnd(Bytes.wrap(head));
        Bytes last = Utf8Cuts.atStart(Bytes.wrap(tail));
        return new Output(first, last, end - first.size() - last.size());
    }

    /** The bytes from the start to an offset, or to where the log has a gap. */
    private byte[] beforeGap(Channel channel, long to) {
        ByteBuffer found = ByteBuffer.allocate((int) to);
        while (found.hasRemaining()) {
            OutputChunk next = read(channel, found.position(), found.remaining());
            if (next.missing() > 0 || next.bytes().isEmpty()) {
                break;
            }
            found.put(next.bytes().asByteBuffer());
        }
        return found.hasRemaining() ? Arrays.copyOf(found.array(), found.position()) : found.array();
    }

    /** The bytes up to an offset that is in the log, from another one or from where the last gap before it ends. */
    private byte[] afterGap(Channel channel, long from, long to) {
        ByteBuffer found = ByteBuffer.allocate((int) (to - from));
        long offset = from;
        while (offset < to) {
            OutputChunk next = read(channel, offset, (int) (to - offset));
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
            readers.hurry();
            closeWhenUnused();
        } finally {
            lock.unlock();
        }
        readers.wakeAll();
    }

    private void closeWhenUnused() {
        if (dropped && holders == 0) {
            closed = true;
            for (Track track : tracks.values()) {
                track.tail = null;
            }
            frames.close();
        }
    }
}
