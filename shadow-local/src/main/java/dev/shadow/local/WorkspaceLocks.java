package dev.shadow.local;

import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.HeldLocks;
import dev.shadow.core.store.KeyedLocks;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.spi.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Locks of one workspace among all threads of this process and all processes of this machine. Within the process a lock is
 * held in memory; towards others it is one byte of the lock file, far past its end, at a place that the path's hash tells.
 *
 * <p>POSIX drops all locks that a process has on a file as soon as it closes any descriptor of it (fcntl(2)). So all users
 * of a lock file share one channel, nobody waits in it (an interrupt would close it), and the last one closes it. From its
 * first lock to its {@link #close} each of these objects is a user, so that a lock costs no opening of the file.
 *
 * <p>Thread-safe.
 */
final class WorkspaceLocks implements Closeable {
    private static final KeyedLocks<Place> inProcess = new KeyedLocks<>();

    /** Guarded by itself. */
    private static final Map<Path, SharedChannel> channels = new HashMap<>();

    private static final long SHORTEST_PAUSE = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    /** Before all places of paths. */
    private static final long NAMES = 0;

    /** Behind all places of paths. */
    private static final long FIRST_LIFE = (1L << 62) + 1;

    private final Path lockFile;
    private final AtomicBoolean keepsOpen = new AtomicBoolean();

    WorkspaceLocks(Path lockFile) {
        this.lockFile = lockFile;
    }

    private record Place(Path lockFile, long position) {}

    private static final class SharedChannel {
        private FileChannel channel;
        private int users;

        SharedChannel(FileChannel channel) {
            this.channel = channel;
        }
    }

    /** In the order of the paths, each towards threads and then towards processes before the next one. */
    <R> R paths(Collection<WorkspacePath> paths, Deadline deadline, FileStore.Action<R> action)
            throws IOException, InterruptedException {
        try (HeldLocks held = new HeldLocks()) {
            for (WorkspacePath path : inOrder(paths)) {
                held.add(lock(1 + (hash(path.toString()) >>> 2), deadline));
            }
            return action.run();
        }
    }

    private static Collection<WorkspacePath> inOrder(Collection<WorkspacePath> paths) {
        return paths.size() == 1 ? paths : new TreeSet<>(paths);
    }

    /** For looking whether a name is free and taking it. Nobody who holds this asks for another lock. */
    <R> R names(Deadline deadline, FileStore.Action<R> action) throws IOException, InterruptedException {
        Closeable held = lock(NAMES, deadline);
        try {
            return action.run();
        } finally {
            held.close();
        }
    }

    /**
     * Says that a user of this workspace lives, until it closes what is returned or its process dies.
     *
     * @return empty when somebody says so already
     */
    Optional<Closeable> life(String user) throws IOException {
        FileChannel channel = enter();
        FileLock lock = null;
        try {
            lock = tryLock(channel, FIRST_LIFE + (hash(user) >>> 2));
        } finally {
            if (lock == null) {
                leave();
            }
        }
        return Optional.ofNullable(lock).map(this::untilClosed);
    }

    /** FNV-1a, finished as in SplitMix64. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }

    private Closeable lock(long position, Deadline deadline) throws IOException, InterruptedException {
        Place place = new Place(lockFile, position);
        KeyedLocks.Held inMemory = inProcess.lock(place, deadline);
        if (inProcess.holds(place) > 1) {
            return inMemory;
        }
        boolean taken = false;
        try {
            Closeable towardsOthers = towardsOthers(position, deadline);
            taken = true;
            return () -> {
                try {
                    towardsOthers.close();
                } finally {
                    inMemory.close();
                }
            };
        } finally {
            if (!taken) {
                inMemory.close();
            }
        }
    }

    private Closeable towardsOthers(long position, Deadline deadline) throws IOException, InterruptedException {
        if (keepsOpen.compareAndSet(false, true)) {
            enter();
        }
        FileChannel channel = enter();
        FileLock lock = null;
        try {
            lock = waitFor(channel, position, deadline);
            return untilClosed(lock);
        } finally {
            if (lock == null) {
                leave();
            }
        }
    }

    private Closeable untilClosed(FileLock lock) {
        return () -> {
            try {
                lock.release();
            } finally {
                leave();
            }
        };
    }

    private static FileLock waitFor(FileChannel channel, long position, Deadline deadline)
            throws IOException, InterruptedException {
        for (long pause = SHORTEST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, 2 * pause)) {
            FileLock lock = tryLock(channel, position);
            if (lock != null) {
                return lock;
            }
            deadline.check();
            LockSupport.parkNanos(Math.min(pause, Math.max(1, deadline.remainingNanos())));
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel, long position) throws IOException {
        try {
            return channel.tryLock(position, 1, false);
        } catch (OverlappingFileLockException e) {
            return null; // this library in another class loader of the same process
        }
    }

    @Override
    public void close() throws IOException {
        if (keepsOpen.compareAndSet(true, false)) {
            leave();
        }
    }

    private FileChannel enter() throws IOException {
        synchronized (channels) {
            SharedChannel shared = channels.get(lockFile);
            if (shared == null) {
                shared = new SharedChannel(open());
                channels.put(lockFile, shared);
            } else if (!shared.channel.isOpen()) {
                shared.channel = open();
            }
            shared.users++;
            return shared.channel;
        }
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private void leave() throws IOException {
        synchronized (channels) {
            SharedChannel shared = channels.get(lockFile);
            if (shared != null && --shared.users == 0) {
                channels.remove(lockFile);
                shared.channel.close();
            }
        }
    }
}
