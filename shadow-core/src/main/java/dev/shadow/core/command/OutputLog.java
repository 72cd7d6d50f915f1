package dev.shadow.core.command;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Channel;
import dev.shadow.command.OutputChunk;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All that a command wrote, in the order in which it was read, as frames of one log: a byte for the channel, four for the
 * length, the bytes. Each channel is read out of it by an index, so nothing is stored twice. The youngest bytes of each channel
 * are in memory as well, for readers that keep up. When the log is full, or the disk refuses, they are all that stays of what
 * comes then, and what is older is reported as missing.
 *
 * <p>Thread-safe.
 */
final class OutputLog {
    /** As much as a reader may lag behind when nothing can be stored any more. */
    static final int RECENT = 1 << 20;

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
            tracks.put(channel, new Track(Math.max(tailBytes, RECENT)));
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
        final RecentBytes recent;
        long stored;
        long total;
        long end;

        Track(int recentBytes) {
            recent = new RecentBytes(recentBytes);
        }
    }

    private Track track(Channel channel) {
        return Objects.requireNonNull(tracks.get(channel));
    }

    /** Takes over what was read from a pipe, and the array with it. Waits for readers that are on their way, once it cannot be kept for them. */
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
    }

    private void awaitReaders(Channel channel, int length) {
        long least;
        lock.lock();
        try {
            Track track = track(channel);
            least = track.total + length - RECENT;
            if (least <= track.stored) {
                return;
            }
        } finally {
            lock.unlock();
        }
        readers.await(channel, least, least + RECENT / 2);
    }

    private void add(Track track, long position, byte[] bytes, int length) {
        if (!full) {
            track.index.frame(track.total, position);
            track.stored += length;
        }
        if (!dropped) {
            track.recent.append(bytes, length);
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
            shrinkWhenUnread();
        } finally {
            lock.unlock();
        }
        readers.wakeAll();
    }

    private void shrinkWhenUnread() {
        if (ended && readers.isEmpty()) {
            for (Track track : tracks.values()) {
                track.recent.shrink(track.stored == track.total ? 0 : tailBytes);
            }
        }
    }

    /** Nobody waits for this reader any more. */
    void leave(ReaderPace.Reader reader) {
        readers.remove(reader);
        lock.lock();
        try {
            shrinkWhenUnread();
        } finally {
            lock.unlock();
        }
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
        return read(channel, offset, most, RecentBytes::copy);
    }

    /** As {@link #read}, but it may be less than there is, so that nothing is copied for a reader that keeps up. */
    OutputChunk next(Channel channel, long offset, int most) {
        return read(channel, offset, most, RecentBytes::next);
    }

    @FunctionalInterface
    private interface FromMemory {
        Bytes of(RecentBytes recent, long offset, int most);
    }

    private OutputChunk read(Channel channel, long offset, int most, FromMemory memory) {
        long[] mark;
        int wanted;
        lock.lock();
        try {
            requireOpen();
            Track track = track(channel);
            long inMemory = track.recent.start();
            if (offset >= inMemory || offset >= track.stored) {
                long from = Math.max(offset, inMemory);
                Bytes found = from >= track.total ? Bytes.EMPTY : memory.of(track.recent, from, most);
                return chunk(channel, from, found, from - offset);
            }
            mark = track.index.before(offset);
            wanted = (int) Math.min(most, track.stored - offset);
        } finally {
            lock.unlock();
        }
        byte[] found = new FrameReader(frames, mark[1]).collect(channel, offset - mark[0], wanted);
        return chunk(channel, offset, Bytes.wrap(found), 0);
    }

    private OutputChunk chunk(Channel channel, long offset, Bytes bytes, long missing) {
        lock.lock();
        try {
            boolean last = ended && offset + bytes.size() >= track(channel).total;
            return new OutputChunk(channel, offset, bytes, missing, last);
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
                track.recent.shrink(0);
            }
            frames.close();
        }
    }
}
