package dev.shadow.core.terminal;

import dev.shadow.core.concurrent.Threads;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Milliseconds since 1970, read from the system at most so often. Reading the clock can cost more than all the rest of an
 * append; while it is asked more than 64 times in a millisecond, a reading serves for up to 256 calls, and a timer that ends
 * it every millisecond runs for as long as that lasts.
 *
 * <p>{@link #now} is for one thread at a time: it is guarded by the lock of its ring.
 */
final class BurstClock {
    private static final int BURST = 64;
    private static final int USES = 256;
    private static final Duration LIFE = Duration.ofMillis(1);
    private static final int IDLE_TICKS = 8;

    private final LongSupplier system;
    private final Threads threads;
    private final AtomicBoolean ticking = new AtomicBoolean();
    private volatile boolean valid; // a tick ends it, a reading begins it
    private int idleTicks; // of the timer's thread
    private long reading;
    private int uses;
    private int burst;

    BurstClock(LongSupplier system, Threads threads) {
        this.system = system;
        this.threads = threads;
    }

    long now() {
        if (uses > 0 && valid) {
            uses--;
            return reading;
        }
        return read();
    }

    private long read() {
        long now = system.getAsLong();
        burst = now == reading ? burst + 1 : 0;
        reading = now;
        if (ticking.get()) {
            uses = USES;
            valid = true;
        } else if (burst >= BURST && ticking.compareAndSet(false, true)) {
            Future<?> unused = threads.schedule(LIFE, this::tick);
        }
        return now;
    }

    private void tick() {
        idleTicks = valid ? 0 : idleTicks + 1;
        valid = false;
        if (idleTicks < IDLE_TICKS) {
            Future<?> unused = threads.schedule(LIFE, this::tick);
        } else {
            idleTicks = 0;
            ticking.set(false);
        }
    }
}
