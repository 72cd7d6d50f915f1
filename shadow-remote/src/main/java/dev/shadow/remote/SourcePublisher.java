package dev.shadow.remote;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Publishes a source, which every subscriber gets anew. Nothing is read before it is asked for, so a subscriber that stalls
 * stalls its connection. Follows the rules of Reactive Streams 1.0.4.
 *
 * <p>Thread-safe.
 *
 * @param <T> the items
 */
final class SourcePublisher<T> implements Flow.Publisher<T> {
    private static final long MOST_DEMAND = 1L << 30;

    private final Supplier<Source<T>> sources;
    private final Executor executor;

    /** A publisher whose subscribers each hold a thread of the executor. */
    SourcePublisher(Executor executor, Supplier<Source<T>> sources) {
        this.executor = executor;
        this.sources = sources;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        Delivery delivery = new Delivery(subscriber, sources.get());
        executor.execute(delivery);
    }

    private final class Delivery implements Flow.Subscription, Runnable {
        private final Flow.Subscriber<? super T> subscriber;
        private final Source<T> source;
        private final Semaphore demand = new Semaphore(0);
        private volatile boolean cancelled;
        private volatile boolean malformed;

        Delivery(Flow.Subscriber<? super T> subscriber, Source<T> source) {
            this.subscriber = subscriber;
            this.source = source;
        }

        @Override
        public void request(long n) {
            malformed |= n <= 0;
            long room = MOST_DEMAND - demand.availablePermits();
            demand.release((int) Math.max(1, Math.min(n, room)));
        }

        @Override
        public void cancel() {
            cancelled = true;
            source.cancel();
            demand.release();
        }

        @Override
        public void run() {
            subscriber.onSubscribe(this);
            try (source) {
                deliver();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                if (!cancelled) {
                    subscriber.onError(e);
                }
            }
        }

        private void deliver() throws InterruptedException {
            while (true) {
                demand.acquire();
                if (cancelled) {
                    return;
                }
                if (malformed) {
                    subscriber.onError(new IllegalArgumentException("request must be more than 0 (rule 3.9)"));
                    return;
                }
                T item = source.next();
                if (cancelled) {
                    return;
                }
                if (item == null) {
                    subscriber.onComplete();
                    return;
                }
                subscriber.onNext(item);
            }
        }
    }
}
