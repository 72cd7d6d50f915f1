package dev.shadow.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Frees a thread that hangs in open(2). A name is opened only after its type was seen, but a pipe may take its place in
 * between, and opening a pipe to read waits for a writer. There is no interrupting that, and the JDK has no
 * {@code O_NONBLOCK}; so when an open lasts, the pipe gets its writer here: opening one for both never waits on Linux, see
 * fifo(7). A pipe that was moved away in the meantime is out of reach.
 *
 * <p>Thread-safe. Its thread is there while files are opened, and ends after a quiet while.
 */
final class OpenWatchdog {
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int QUIET_LOOKS = 100;
    private static final int TYPE_BITS = 0xf000;
    private static final int PIPE_BITS = 0x1000;

    private static final Set<Opening> openings = ConcurrentHashMap.newKeySet();
    private static final AtomicBoolean watching = new AtomicBoolean();

    private OpenWatchdog() {}

    @FunctionalInterface
    interface Open<T> {
        T open() throws IOException;
    }

    /** Compared by identity. */
    private static final class Opening {
        private final Path path;
        private final long since = System.nanoTime();

        Opening(Path path) {
            this.path = path;
        }
    }

    static <T> T watched(Path path, Open<T> open) throws IOException {
        Opening opening = new Opening(path);
        openings.add(opening);
        try {
            if (!watching.get() && watching.compareAndSet(false, true)) {
                Thread thread = new Thread(OpenWatchdog::watch, "shadow-open-watchdog");
                thread.setDaemon(true);
                thread.start();
            }
            return open.open();
        } finally {
            openings.remove(opening);
        }
    }

    private static void watch() {
        int quiet = 0;
        while (true) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            quiet = openings.isEmpty() ? quiet + 1 : 0;
            openings.forEach(OpenWatchdog::free);
            if (quiet >= QUIET_LOOKS) {
                watching.set(false);
                if (openings.isEmpty() || !watching.compareAndSet(false, true)) {
                    return;
                }
                quiet = 0;
            }
        }
    }

    private static void free(Opening opening) {
        if (System.nanoTime() - opening.since < LOOK_EVERY_NANOS) {
            return;
        }
        try {
            int mode = (Integer) Files.getAttribute(opening.path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            if ((mode & TYPE_BITS) == PIPE_BITS) {
                Files.newByteChannel(
                                opening.path,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS)
                        .close();
            }
        } catch (IOException e) {
            return; // it is gone, or nothing to hang on; the next look tells
        }
    }
}
