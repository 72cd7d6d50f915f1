package dev.shadow.core.terminal;

import dev.shadow.core.concurrent.Threads;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Wakes readers at once when something comes after a silence, and from then on every 10 ms as long as more comes. So a busy
 * appender wakes nobody itself: handing one task to a thread costs as much as a hundred appends.
 *
 * <p>Thread-safe; the ring starts it only while it stands still.
 */
final class Pulse {
    private static final Duration INTERVAL = Duration.ofMillis(10);

    private final Threads threads;
    private final BooleanSupplier beat;

    /**
     * A pulse.
     *
     * @param beat wakes whoever has something to read; false when the pulse may stop
     */
    Pulse(Threads threads, BooleanSupplier beat) {
        this.threads = threads;
        this.beat = beat;
    }

    void start() {
        Future<?> unused = threads.schedule(Duration.ZERO, this::dispatch);
    }

    private void dispatch() {
        try {
            threads.delivery().execute(this::run);
        } catch (RuntimeException | Error e) { // no thread to be had now
            Future<?> unused = threads.schedule(INTERVAL, this::dispatch);
        }
    }

    private void run() {
        if (beat.getAsBoolean()) {
            Future<?> unused = threads.schedule(INTERVAL, this::dispatch);
        }
    }
}
