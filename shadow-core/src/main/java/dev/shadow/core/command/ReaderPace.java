package dev.shadow.core.command;

import dev.shadow.command.Channel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The readers of a log, for whom its writer waits when there is no place to keep what they have not read. A reader that takes
 * nothing for a while is waited for no more, so none can stop the command.
 *
 * <p>Thread-safe.
 */
final class ReaderPace {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<Reader> readers = new CopyOnWriteArrayList<>();
    private final Set<Reader> passedOver = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile boolean waiting;
    private volatile boolean hurried;

    /** Reads one channel of the log. Implementations must be thread-safe. */
    interface Reader {
        Channel channel();

        /** Up to where it has read. */
        long offset();

        /** Told that there is more, or that the log has ended. */
        void wake();
    }

    void add(Reader reader) {
        readers.add(reader);
    }

    void remove(Reader reader) {
        readers.remove(reader);
        passedOver.remove(reader);
        moved();
    }

    boolean isEmpty() {
        return readers.isEmpty();
    }

    void wakeAll() {
        readers.forEach(Reader::wake);
    }

    /** By a reader that has read some more. */
    void moved() {
        if (waiting) {
            lock.lock();
            try {
                moved.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** From now on the writer waits for nobody. */
    void hurry() {
        hurried = true;
        moved();
    }

    /**
     * Waits until the readers of a channel are near enough.
     *
     * @param least where every one must be; when one is not, all are waited for until they are at the second offset
     * @param enough more than the first, so that writer and reader do not take turns for each piece
     */
    void await(Channel channel, long least, long enough) {
        for (Reader reader : readers) {
            if (reader.channel() == channel) {
                await(reader, least, enough);
            }
        }
    }

    private void await(Reader reader, long least, long enough) {
        if (reader.offset() >= least) {
            passedOver.remove(reader);
        } else if (!hurried && !passedOver.contains(reader)) {
            await(reader, enough);
        }
    }

    private void await(Reader reader, long enough) {
        lock.lock();
        try {
            waiting = true;
            reader.wake();
            long seen = reader.offset();
            long left = PATIENCE_NANOS;
            while (seen < enough && left > 0 && !hurried && readers.contains(reader)) {
                left = moved.awaitNanos(left);
                if (reader.offset() > seen) {
                    seen = reader.offset();
                    left = PATIENCE_NANOS;
                }
            }
            if (left <= 0) {
                passedOver.add(reader);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting = false;
            lock.unlock();
        }
    }
}
