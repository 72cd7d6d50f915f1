package dev.shadow.sidecar;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A body that is written as a publisher brings it forth. No thread waits: the next item is asked for when the last one has
 * been taken over by the connection, so a reader that stalls holds up its own publisher and nobody else.
 *
 * <p>Thread-safe.
 *
 * @param <T> the items
 */
final class FlowStream<T> implements Flow.Subscriber<T> {
    private final Exchange exchange;
    private final Lease lease;
    private final Format<T> format;
    private final ScheduledExecutorService timer;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Object lock = new Object();
    private Flow.@Nullable Subscription upstream; // guarded by lock
    private boolean writing; // guarded by lock
    private boolean asked; // guarded by lock; an item was asked for and has not come
    private @Nullable T held; // guarded by lock; came while a sign of life was written
    private boolean noMore; // guarded by lock; the publisher has ended
    private long lastWriteNanos = System.nanoTime(); // guarded by lock
    private volatile @Nullable Future<?> quiet;

    /** How items become bytes. */
    interface Format<T> {
        /**
         * The bytes of an item.
         *
         * @return null to end the body before it
         */
        @Nullable ByteBuffer encode(T item);

        /** Whether nothing follows an item. */
        boolean isLast(T item);

        /** How long the stream may be quiet. */
        Duration quietLimit();

        /**
         * What is written then.
         *
         * @return null to end the body
         */
        @Nullable ByteBuffer whenQuiet();
    }

    private FlowStream(Exchange exchange, Lease lease, Format<T> format, ScheduledExecutorService timer) {
        this.exchange = exchange;
        this.lease = lease;
        this.format = format;
        this.timer = timer;
    }

    /** Answers an exchange, whose status and header fields are set, with what a publisher brings. */
    static <T> void start(
            Exchange exchange,
            Lease lease,
            Flow.Publisher<T> publisher,
            Format<T> format,
            ScheduledExecutorService timer) {
        start(exchange, lease, publisher, format, timer, ByteBuffer.allocate(0));
    }

    /** The same, with something before the first item. */
    static <T> void start(
            Exchange exchange,
            Lease lease,
            Flow.Publisher<T> publisher,
            Format<T> format,
            ScheduledExecutorService timer,
            ByteBuffer beginning) {
        FlowStream<T> stream = new FlowStream<>(exchange, lease, format, timer);
        lease.begin();
        exchange.metrics().streamBegins();
        stream.watchQuiet(format.quietLimit());
        stream.writing = true; // the head goes out first
        exchange.response().write(false, beginning, stream.written(false));
        publisher.subscribe(stream);
    }

    private void watchQuiet(Duration delay) {
        if (!ended.get()) {
            quiet = timer.schedule(this::checkQuiet, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void checkQuiet() {
        Duration left;
        synchronized (lock) {
            left = format.quietLimit().minusNanos(System.nanoTime() - lastWriteNanos);
            if (writing || (!left.isNegative() && !left.isZero())) {
                watchQuiet(left.isNegative() || left.isZero() ? format.quietLimit() : left);
                return;
            }
            writing = true;
        }
        ByteBuffer sign = format.whenQuiet();
        if (sign == null) {
            finish();
        } else {
            exchange.response().write(false, sign, written(false));
            watchQuiet(format.quietLimit());
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        synchronized (lock) {
            upstream = subscription;
        }
        askForMore();
    }

    private void askForMore() {
        Flow.Subscription source;
        synchronized (lock) {
            source = upstream;
            if (asked || writing || source == null) {
                return;
            }
            asked = true;
        }
        source.request(1);
    }

    @Override
    public void onNext(T item) {
        synchronized (lock) {
            asked = false;
            if (writing) { // a sign of life is on its way
                held = item;
                return;
            }
            writing = true;
        }
        write(item);
    }

    private void write(T item) {
        ByteBuffer bytes = format.encode(item);
        if (bytes == null) {
            finish();
        } else {
            exchange.response().write(false, bytes, written(format.isLast(item)));
        }
    }

    private Callback written(boolean last) {
        return Callback.from(() -> afterWrite(last), this::fail);
    }

    private void afterWrite(boolean last) {
        T next;
        boolean done;
        synchronized (lock) {
            lastWriteNanos = System.nanoTime();
            next = held;
            held = null;
            done = last || (noMore && next == null);
            writing = done || next != null;
        }
        if (done) {
            finish();
        } else if (next != null) {
            write(next);
        } else {
            askForMore();
        }
    }

    @Override
    public void onError(Throwable error) {
        fail(error);
    }

    @Override
    public void onComplete() {
        synchronized (lock) {
            noMore = true;
            if (writing) {
                return;
            }
            writing = true;
        }
        finish();
    }

    private void finish() {
        if (release()) {
            exchange.response().write(true, null, exchange.callback());
        }
    }

    private void fail(Throwable error) {
        if (release()) {
            exchange.callback().failed(error);
        }
    }

    private boolean release() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        Future<?> timerTask = quiet;
        if (timerTask != null) {
            timerTask.cancel(false);
        }
        Flow.Subscription subscription;
        synchronized (lock) {
            subscription = upstream;
        }
        if (subscription != null) {
            subscription.cancel();
        }
        lease.end();
        exchange.metrics().streamEnds();
        return true;
    }
}
