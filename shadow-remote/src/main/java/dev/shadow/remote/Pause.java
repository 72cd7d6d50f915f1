package dev.shadow.remote;

import java.time.Duration;

/** How a thread waits before it tries again. Implementations must be thread-safe. */
@FunctionalInterface
interface Pause {
    /** The clock of the system. */
    Pause SYSTEM = time -> java.util.concurrent.TimeUnit.NANOSECONDS.sleep(time.toNanos());

    void sleep(Duration time) throws InterruptedException;
}
