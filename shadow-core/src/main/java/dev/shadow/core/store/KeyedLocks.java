package dev.shadow.core.store;

import dev.shadow.spi.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock for each key, there only while somebody holds it or waits for it.
 *
 * <p>Thread-safe.
 *
 * @param <K> with equals and hashCode
 */
public final class KeyedLocks<K> {
    private final Map<K, Shared> locks = new ConcurrentHashMap<>();

    /** Without any lock. */
    public KeyedLocks() {}

    /**
     * Runs an action while no other thread runs one for the same key. The thread that holds the lock may come again.
     *
     * @param key what to lock
     * @param deadline until when to wait
     * @param action what to do
     * @param <R> its result
     * @return its result
     * @throws IOException what the action throws
     * @throws InterruptedException when the thread is interrupted while it waits, or by the action
     * @throws dev.shadow.ShadowException {@link dev.shadow.ErrorCode#DEADLINE_EXCEEDED} when the lock did not become free
     */
    public <R> R locked(K key, Deadline deadline, FileStore.Action<R> action) throws IOException, InterruptedException {
        Held held = lock(key, deadline);
        try {
            return action.run();
        } finally {
            held.close();
        }
    }

    /** A lock until it is closed, once, by the thread that took it. */
    @FunctionalInterface
    public interface Held extends Closeable {
        @Override
        void close();
    }

    /**
     * Takes the lock of a key. The thread that holds it may come again.
     *
     * @param key what to lock
     * @param deadline until when to wait
     * @return gives the lock back
     * @throws InterruptedException when the thread is interrupted while it waits
     * @throws dev.shadow.ShadowException {@link dev.shadow.ErrorCode#DEADLINE_EXCEEDED} when the lock did not become free
     */
    public Held lock(K key, Deadline deadline) throws InterruptedException {
        Shared lock = enter(key);
        boolean taken = false;
        try {
            taken = lock.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            if (!taken) {
                throw deadline.exceeded();
            }
            return () -> {
                lock.unlock();
                leave(key);
            };
        } finally {
            if (!taken) {
                leave(key);
            }
        }
    }

    /**
     * Whether the calling thread holds the lock of a key.
     *
     * @param key what may be locked
     * @return how many times
     */
    public int holds(K key) {
        Shared lock = locks.get(key);
        return lock == null ? 0 : lock.getHoldCount();
    }

    private Shared enter(K key) {
        return locks.compute(key, (same, present) -> {
            Shared lock = present == null ? new Shared() : present;
            lock.users++;
            return lock;
        });
    }

    private void leave(K key) {
        locks.computeIfPresent(key, (same, lock) -> --lock.users == 0 ? null : lock);
    }

    /** The count changes only inside the map's compute for this key. */
    private static final class Shared extends ReentrantLock {
        private static final long serialVersionUID = 1L;
        private int users;
    }
}
