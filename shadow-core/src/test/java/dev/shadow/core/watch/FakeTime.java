package dev.shadow.core.watch;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Time that passes when a test says so. Not thread-safe. */
final class FakeTime implements WatchTime {
    private record Task(long at, long order, Runnable task) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
    private long millis = 1_000;
    private long scheduled;

    @Override
    public long millis() {
        return millis;
    }

    @Override
    public Future<?> schedule(Duration delay, Runnable task) {
        tasks.add(new Task(millis + delay.toMillis(), scheduled++, task));
        return new CompletableFuture<>();
    }

    void pass(long more) {
        long end = millis + more;
        while (!tasks.isEmpty() && tasks.element().at() <= end) {
            Task next = tasks.remove();
            millis = Math.max(millis, next.at());
            next.task().run();
        }
        millis = end;
    }
}
