package dev.shadow.core.concurrent;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what a store holds anyway: every subscriber has a cursor into the store and pulls at its own pace, so nothing is
 * queued for it and the maker of the items never waits. Follows the rules of Reactive Streams 1.0.4.
 *
 * <p>Thread-safe.
 *
 * @param <T> the items
 */
public final class PullPublisher<T> implements Flow.Publisher<T> {
    private final Function<Runnable, Cursor<T>> store;
    private final Executor executor;

    /**
     * A publisher over a store.
     *
     * @param executor runs the subscribers' code
     * @param store makes the cursor of a subscriber, and from then on runs the given task whenever there may be more for it
     */
    public PullPublisher(Executor executor, Function<Runnable, Cursor<T>> store) {
        this.executor = executor;
        this.store = store;
    }

    /**
     * The place of one subscriber. Used by one thread at a time.
     *
     * @param <T> the items
     */
    public interface Cursor<T> {
        /**
         * Takes the next item, and does not wait for it.
         *
         * @return null when there is none now
         */
        @Nullable T next();

        /**
         * Whether the last item was taken.
         *
         * @return true when nothing will follow
         */
        boolean isAtEnd();

        /** Told once, when the subscriber needs nothing more; may come from any thread. */
        void close();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        Delivery delivery = new Delivery(subscriber);
        subscriber.onSubscribe(delivery);
        delivery.begin();
    }

    private final class Delivery implements Flow.Subscription {
        private final Flow.Subscriber<? super T> subscriber;
        private final AtomicLong demand = new AtomicLong();
        private final AtomicInteger work = new AtomicInteger(1); // held until begin(), so that onSubscribe comes first
        private @Nullable Cursor<T> cursor; // guarded by work
        private volatile boolean cancelled;
        private volatile @Nullable Throwable failure;

        Delivery(Flow.Subscriber<? super T> subscriber) {
            this.subscriber = subscriber;
        }

        void begin() {
            execute();
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                failure = new IllegalArgumentException("request must be more than 0 (rule 3.9), and was " + n);
            } else {
                demand.accumulateAndGet(n, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
            }
            wake();
        }

        @Override
        public void cancel() {
            cancelled = true;
            wake();
        }

        private void wake() {
            if (work.getAndIncrement() == 0) {
                execute();
            }
        }

        private void more() {
            if (demand.get() > 0) {
                wake();
            }
        }

        private void execute() {
            try {
                executor.execute(this::drain);
            } catch (RuntimeException | Error e) { // no thread to be had: the maker of the items must not suffer
                release();
            }
        }

        /** A subscriber that throws against rule 2.13 has ended its subscription; its thread's handler is told. */
        private void drain() {
            int seen = work.get();
            do {
                try {
                    step();
                } catch (RuntimeException | Error e) {
                    release();
                    throw e;
                }
                seen = work.addAndGet(-seen);
            } while (seen != 0);
        }

        private void step() {
            while (!cancelled) {
                T item = null;
                boolean end = false;
                Throwable broken = failure;
                if (broken == null) {
                    try {
                        Cursor<T> from = cursor();
                        end = from.isAtEnd();
                        item = (end || demand.get() == 0) ? null : from.next();
                        end = end || (item == null && from.isAtEnd());
                    } catch (RuntimeException e) {
                        broken = e;
                    }
                }
                if (!signal(item, end, broken)) {
                    break;
                }
            }
            if (cancelled) {
                release();
            }
        }

        private Cursor<T> cursor() {
            Cursor<T> held = cursor;
            if (held == null) {
                held = store.apply(this::more);
                cursor = held;
            }
            return held;
        }

        private boolean signal(@Nullable T item, boolean end, @Nullable Throwable broken) {
            if (broken != null) {
                release();
                subscriber.onError(broken);
            } else if (item != null) {
                demand.updateAndGet(n -> n == Long.MAX_VALUE ? n : n - 1);
                subscriber.onNext(item);
            } else if (end) {
                release();
                subscriber.onComplete();
            } else {
                return false;
            }
            return true;
        }

        private void release() {
            cancelled = true;
            Cursor<T> held = cursor;
            cursor = null;
            if (held != null) {
                held.close();
            }
        }
    }
}
