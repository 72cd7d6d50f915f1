package dev.shadow.core.search;

import dev.shadow.core.concurrent.Threads;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Those who do one walk: the calling thread, and helpers once there is enough to do. All walks of this process together have
 * as many helpers as there are processors; a walk that gets none goes on alone. Thread-safe.
 */
final class WalkCrew {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final int MOST_HELPERS = Math.min(PROCESSORS, 8) - 1;
    private static final int ENOUGH_FOR_A_HELPER = 24;
    private static final Semaphore HELPERS = new Semaphore(PROCESSORS);

    private final Frontier frontier;
    private final SearchClock clock;
    private final Worker worker;
    private int helpers; // guarded by this
    private @Nullable Throwable failure; // guarded by this

    WalkCrew(Frontier frontier, SearchClock clock, Worker worker) {
        this.frontier = frontier;
        this.clock = clock;
        this.worker = worker;
    }

    /** Does pieces until there are none. */
    @FunctionalInterface
    interface Worker {
        void work() throws IOException, InterruptedException;
    }

    /** Returns when nobody works any more. */
    void run() throws IOException, InterruptedException {
        guarded();
        boolean interrupted = awaitHelpers();
        frontier.stop();
        throwFailure();
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    /** Called by workers that found more to do. */
    void hire() {
        int left = frontier.left();
        synchronized (this) {
            boolean useful = failure == null && helpers < MOST_HELPERS && left >= (helpers + 1) * ENOUGH_FOR_A_HELPER;
            if (!useful || !HELPERS.tryAcquire()) {
                return;
            }
            helpers++;
        }
        Threads.system().blocking().execute(this::help);
    }

    private void help() {
        try {
            guarded();
        } finally {
            HELPERS.release();
            synchronized (this) {
                helpers--;
                notifyAll();
            }
        }
    }

    @SuppressWarnings("PMD.AvoidCatchingThrowable") // whatever ends a helper must end its caller too
    private void guarded() {
        try {
            worker.work();
        } catch (Throwable e) {
            synchronized (this) {
                failure = failure == null || failure instanceof SearchClock.Stopped ? e : failure;
            }
            clock.stop();
            stopFrontier();
        }
    }

    private void stopFrontier() {
        try {
            frontier.stop();
        } catch (IOException e) {
            synchronized (this) {
                failure = failure == null ? e : failure;
            }
        }
    }

    /** Helpers end soon, and their caller must not leave them behind. Whether it was interrupted. */
    private synchronized boolean awaitHelpers() {
        boolean interrupted = false;
        while (helpers > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
                clock.stop();
            }
        }
        return interrupted;
    }

    private synchronized void throwFailure() throws IOException, InterruptedException {
        if (failure instanceof SearchClock.Stopped) {
            Thread.interrupted();
            throw new InterruptedException();
        }
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof InterruptedException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }
}
