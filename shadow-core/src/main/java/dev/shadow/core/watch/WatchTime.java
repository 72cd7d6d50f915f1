package dev.shadow.core.watch;

import dev.shadow.core.concurrent.Threads;
import java.time.Duration;
import java.util.concurrent.Future;

/**
 * Time, so that tests need not wait for it.
 *
 * <p>Implementations must be thread-safe.
 */
interface WatchTime {
    /** That of this machine. */
    WatchTime SYSTEM = new WatchTime() {
        @Override
        public long millis() {
            return System.currentTimeMillis();
        }

        @Override
        public Future<?> schedule(Duration delay, Runnable task) {
            return Threads.system().schedule(delay, task);
        }
    };

    /** Milliseconds since 1970. */
    long millis();

    /** Runs a short task later. */
    Future<?> schedule(Duration delay, Runnable task);
}
