package dev.shadow.internal;

import dev.shadow.Subscription;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Feeds a consumer from a publisher, one event at a time. Thread-safe. */
final class Delivery<T> implements Flow.Subscriber<T>, Subscription {
    private static final Flow.Subscription CLOSED = new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    };

    private final Consumer<? super T> consumer;
    private final CompletableFuture<Void> completion = new CompletableFuture<>();
    private final AtomicReference<Flow.Subscription> upstream = new AtomicReference<>();
    private boolean paused; // guarded by this
    private boolean owed; // guarded by this

    private Delivery(Consumer<? super T> consumer) {
        this.consumer = consumer;
    }

    static <T> Subscription start(Flow.Publisher<T> publisher, Consumer<? super T> consumer) {
        Delivery<T> delivery = new Delivery<>(consumer);
        publisher.subscribe(delivery);
        return delivery;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        if (upstream.compareAndSet(null, subscription)) {
            requestNext(subscription);
        } else {
            subscription.cancel();
        }
    }

    @Override
    public void onNext(T event) {
        Flow.Subscription current = upstream.get();
        if (current == null || current == CLOSED) {
            return;
        }
        try {
            consumer.accept(event);
        } catch (RuntimeException | Error e) {
            completion.completeExceptionally(e);
            close();
            return;
        }
        requestNext(current);
    }

    private void requestNext(Flow.Subscription current) {
        if (!owesWhilePaused()) {
            current.request(1);
        }
    }

    private synchronized boolean owesWhilePaused() {
        owed = paused;
        return owed;
    }

    @Override
    public synchronized void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        boolean owing;
        synchronized (this) {
            owing = owed;
            paused = false;
            owed = false;
        }
        Flow.Subscription current = upstream.get();
        if (owing && current != null) {
            current.request(1);
        }
    }

    @Override
    public void onError(Throwable error) {
        completion.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        completion.complete(null);
    }

    @Override
    public CompletableFuture<Void> completion() {
        return completion.copy();
    }

    @Override
    public void close() {
        Flow.Subscription previous = upstream.getAndSet(CLOSED);
        if (previous != null) {
            previous.cancel();
        }
        completion.complete(null);
    }
}
