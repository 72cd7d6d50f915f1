package dev.shadow.sidecar;

import dev.shadow.core.concurrent.PullPublisher;
import dev.shadow.protocol.HandleInfo;
import dev.shadow.protocol.PreparationEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A preparation under way, or one that has ended: all that it told, for whoever asks, from the beginning or from where a
 * connection was lost. Beyond 10,000 events those in the middle are left out.
 *
 * <p>Thread-safe.
 */
final class Preparation {
    private static final int MOST = 10_000;
    private static final Duration LONGEST_CANCEL = Duration.ofSeconds(20);

    private final List<Numbered> events = new ArrayList<>(); // guarded by this
    private final Set<Runnable> readers = ConcurrentHashMap.newKeySet();
    private final CountDownLatch end = new CountDownLatch(1);
    private @Nullable Thread thread; // guarded by this
    private Optional<HandleInfo> made = Optional.empty(); // guarded by this

    /** An event with its number, from 1. */
    record Numbered(long number, PreparationEvent event) {}

    void begin() {
        synchronized (this) {
            thread = Thread.currentThread();
        }
    }

    /** The end, by which a workspace was made or one opened that had been there. */
    void tell(PreparationEvent last, boolean fresh) {
        synchronized (this) {
            made = fresh ? last.handle() : Optional.empty();
        }
        tell(last);
    }

    /** The workspace that was made, the first time that it is asked for. */
    synchronized Optional<HandleInfo> takeMade() {
        Optional<HandleInfo> taken = made;
        made = Optional.empty();
        return taken;
    }

    void tell(PreparationEvent event) {
        synchronized (this) {
            if (event.isLast()) {
                thread = null;
                Thread.interrupted();
                end.countDown();
            }
            if (events.size() < MOST || event.isLast()) {
                events.add(new Numbered(events.size() + 1, event));
            }
        }
        readers.forEach(Runnable::run);
    }

    /** Interrupts it and waits until it has ended, but not for ever. */
    void cancel() throws InterruptedException {
        synchronized (this) {
            Thread executing = thread;
            if (executing != null) {
                executing.interrupt();
            }
        }
        end.await(LONGEST_CANCEL.toSeconds(), TimeUnit.SECONDS);
    }

    private synchronized @Nullable Numbered event(int index) {
        return index < events.size() ? events.get(index) : null;
    }

    Flow.Publisher<Numbered> after(long number, Executor executor) {
        int first = (int) Math.min(Math.max(number, 0), MOST + 1L);
        return new PullPublisher<>(executor, wake -> new Reader(first, wake));
    }

    private final class Reader implements PullPublisher.Cursor<Numbered> {
        private final Runnable wake;
        private int next;
        private boolean atEnd;

        Reader(int next, Runnable wake) {
            this.next = next;
            this.wake = wake;
            readers.add(wake);
        }

        @Override
        public @Nullable Numbered next() {
            Numbered event = event(next);
            if (event != null) {
                next++;
                atEnd = event.event().isLast();
            }
            return event;
        }

        @Override
        public boolean isAtEnd() {
            return atEnd;
        }

        @Override
        public void close() {
            readers.remove(wake);
        }
    }
}
