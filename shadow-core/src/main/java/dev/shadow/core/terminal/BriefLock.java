package dev.shadow.core.terminal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock for sections that last some ten nanoseconds: taken by one compare-and-set, given back by one ordered write, where a
 * monitor or a {@code ReentrantLock} needs two writes that wait for all before them. Who finds it taken looks again after a
 * pause that grows, and thereby leaves the memory of the section in the caches of one core for many sections in a row: two
 * threads that pass it to and fro at each section take several times as long. After some microseconds, when its holder does
 * not run, a waiting thread sleeps for moments, so it hangs neither on one core nor on virtual threads.
 *
 * <p>Not reentrant, not fair, deaf to interrupts. What a section wrote is seen by the next (JLS 17.4, and the release and
 * acquire modes of {@link VarHandle}).
 *
 * <p>Thread-safe.
 */
final class BriefLock {
    private static final int FIRST_PAUSES = 4;
    private static final int MOST_PAUSES = 64;
    private static final int LOOKS = Runtime.getRuntime().availableProcessors() > 1 ? 32 : 0;
    private static final long A_MOMENT = 50_000;
    private static final VarHandle HELD = handle();

    private volatile boolean held;

    private static VarHandle handle() {
        try {
            return MethodHandles.lookup().findVarHandle(BriefLock.class, "held", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    void lock() {
        if (!HELD.compareAndSet(this, false, true)) {
            await();
        }
    }

    void unlock() {
        HELD.setRelease(this, false);
    }

    private void await() {
        int pauses = FIRST_PAUSES;
        for (int look = 0; look < LOOKS; look++) {
            pause(pauses);
            pauses = Math.min(MOST_PAUSES, pauses * 2);
            if (tryLock()) {
                return;
            }
        }
        sleepUntilTaken();
    }

    private boolean tryLock() {
        return !held && HELD.compareAndSet(this, false, true);
    }

    private static void pause(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }

    /** Parking returns at once while the thread's interrupt flag is set, so that waits until the lock is there. */
    private void sleepUntilTaken() {
        boolean interrupted = Thread.interrupted();
        do {
            LockSupport.parkNanos(this, A_MOMENT);
            interrupted |= Thread.interrupted();
        } while (!tryLock());
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
