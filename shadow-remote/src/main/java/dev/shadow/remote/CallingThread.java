package dev.shadow.remote;

import dev.failsafe.spi.Scheduler;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Runs what is scheduled on the thread that schedules it, after a pause. Thread-safe. */
final class CallingThread implements Scheduler {
    private final Pause pause;

    CallingThread(Pause pause) {
        this.pause = pause;
    }

    @Override
    public ScheduledFuture<?> schedule(Callable<?> task, long delay, TimeUnit unit) {
        Done done = new Done();
        try {
            if (delay > 0) {
                pause.sleep(Duration.ofNanos(unit.toNanos(delay)));
            }
            task.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the attempt sees it first thing
            runInterrupted(task);
        } catch (Exception e) { // Failsafe's tasks keep their failures to themselves
            throw new IllegalStateException(e);
        }
        done.complete(null);
        return done;
    }

    private static void runInterrupted(Callable<?> task) {
        try {
            task.call();
        } catch (Exception e) { // as above
            throw new IllegalStateException(e);
        }
    }

    private static final class Done extends CompletableFuture<Object> implements ScheduledFuture<Object> {
        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(0, other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
