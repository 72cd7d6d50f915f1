package dev.shadow.core.watch;

import dev.shadow.spi.Deadline;
import dev.shadow.tck.WatchLog;
import dev.shadow.watch.WatchEvent;
import dev.shadow.watch.WatchRequest;
import java.time.Duration;
import java.util.concurrent.Flow;

/** A subscriber that takes as many events as a test lets it. Not thread-safe. */
final class Watching implements Flow.Subscriber<WatchEvent> {
    final WatchLog log = new WatchLog();
    Throwable failure;
    boolean completed;
    Flow.Subscription subscription;
    private final long first;

    private Watching(long first) {
        this.first = first;
    }

    static Watching all(WatchEngine engine, WatchRequest request) throws InterruptedException {
        return some(engine, request, Long.MAX_VALUE);
    }

    static Watching some(WatchEngine engine, WatchRequest request, long events) throws InterruptedException {
        Watching watching = new Watching(events);
        engine.watch(request, Deadline.after(Duration.ofSeconds(30))).subscribe(watching);
        return watching;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        if (first > 0) {
            subscription.request(first);
        }
    }

    @Override
    public void onNext(WatchEvent event) {
        log.accept(event);
    }

    @Override
    public void onError(Throwable error) {
        failure = error;
    }

    @Override
    public void onComplete() {
        completed = true;
    }
}
