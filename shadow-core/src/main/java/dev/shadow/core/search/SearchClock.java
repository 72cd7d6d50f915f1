package dev.shadow.core.search;

import dev.shadow.spi.Deadline;

/** Whether a search may go on: until its deadline, an interrupt of the caller, or a failure of one of its workers. Thread-safe. */
final class SearchClock {
    private final Deadline deadline;
    private final Thread caller = Thread.currentThread();
    private volatile boolean stopped;

    SearchClock(Deadline deadline) {
        this.deadline = deadline;
    }

    /** Ends the others. */
    void stop() {
        stopped = true;
    }

    /** Where a worker looks whether to go on. */
    void check() throws InterruptedException {
        if (stopped) {
            throw new Stopped();
        }
        if (Thread.currentThread() == caller) {
            deadline.check();
        } else if (deadline.isPassed()) {
            throw deadline.exceeded();
        }
    }

    /** The same where nothing but an unchecked exception can get out; the caller's interrupt is left to the next check. */
    void checkInside() {
        if (stopped || (Thread.currentThread() == caller && caller.isInterrupted())) {
            throw new Stopped();
        }
        if (deadline.isPassed()) {
            throw deadline.exceeded();
        }
    }

    /** A worker ends because another one has to, or the caller was interrupted. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped", null, false, false);
        }
    }
}
