package dev.shadow.core.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PullPublisherTest {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Numbers numbers = new Numbers();
    private final PullPublisher<Integer> publisher = new PullPublisher<>(tasks::add, wake -> {
        numbers.wake = wake;
        return numbers;
    });

    /** Counts up to a limit that the test raises. */
    private static final class Numbers implements PullPublisher.Cursor<Integer> {
        private Runnable wake = () -> {};
        private int next = 1;
        private int there;
        private int end = Integer.MAX_VALUE;
        private int closed;

        @Override
        public Integer next() {
            return next <= there ? next++ : null;
        }

        @Override
        public boolean isAtEnd() {
            return next > end;
        }

        @Override
        public void close() {
            closed++;
        }

        void add(int count) {
            there += count;
            wake.run();
        }
    }

    private static final class Recorder implements Flow.Subscriber<Integer> {
        private final List<Object> signals = new ArrayList<>();
        private final Consumer<Recorder> onNext;
        private Flow.Subscription subscription;

        Recorder(Consumer<Recorder> onNext) {
            this.onNext = onNext;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            signals.add("subscribed");
        }

        @Override
        public void onNext(Integer item) {
            signals.add(item);
            onNext.accept(this);
        }

        @Override
        public void onError(Throwable error) {
            signals.add(error.getClass().getSimpleName());
        }

        @Override
        public void onComplete() {
            signals.add("complete");
        }
    }

    private Recorder subscribe(Consumer<Recorder> onNext) {
        Recorder recorder = new Recorder(onNext);
        publisher.subscribe(recorder);
        runAll();
        return recorder;
    }

    private void runAll() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void deliversNoMoreThanWasRequested() {
        Recorder recorder = subscribe(r -> {});
        numbers.add(10);
        runAll();
        assertThat(recorder.signals).containsExactly("subscribed");
        recorder.subscription.request(2);
        runAll();
        assertThat(recorder.signals).containsExactly("subscribed", 1, 2);
        recorder.subscription.request(Long.MAX_VALUE);
        recorder.subscription.request(Long.MAX_VALUE);
        runAll();
        assertThat(recorder.signals).hasSize(11).endsWith(10);
    }

    @Test
    void aRequestWithinOnNextDoesNotRecurse() {
        Recorder recorder = subscribe(r -> r.subscription.request(1));
        recorder.subscription.request(1);
        numbers.add(100_000);
        runAll();
        assertThat(recorder.signals).hasSize(100_001);
    }

    @Test
    void completesWithoutDemandAndOnce() {
        Recorder recorder = subscribe(r -> {});
        numbers.end = 0;
        numbers.add(0);
        recorder.subscription.request(1);
        runAll();
        recorder.subscription.request(1);
        runAll();
        assertThat(recorder.signals).containsExactly("subscribed", "complete");
        assertThat(numbers.closed).isOne();
    }

    @Test
    void refusesARequestOfNothing() {
        Recorder recorder = subscribe(r -> {});
        recorder.subscription.request(0);
        recorder.subscription.request(5);
        numbers.add(3);
        runAll();
        assertThat(recorder.signals).containsExactly("subscribed", "IllegalArgumentException");
        assertThat(numbers.closed).isOne();
    }

    @Test
    void isSilentAfterCancel() {
        Recorder recorder = subscribe(r -> r.subscription.cancel());
        recorder.subscription.request(5);
        numbers.add(5);
        runAll();
        recorder.subscription.request(-1);
        recorder.subscription.cancel();
        runAll();
        assertThat(recorder.signals).containsExactly("subscribed", 1);
        assertThat(numbers.closed).isOne();
    }

    @Test
    void tellsTheFailureOfTheStore() {
        PullPublisher<Integer> broken = new PullPublisher<>(tasks::add, wake -> {
            throw new IllegalStateException("broken");
        });
        Recorder recorder = new Recorder(r -> {});
        broken.subscribe(recorder);
        runAll();
        assertThat(recorder.signals).containsExactly("subscribed", "IllegalStateException");
    }

    @Test
    void aMakerIsNotHurtWhenThereIsNoThread() {
        Recorder recorder = new Recorder(r -> {});
        PullPublisher<Integer> publisherWithoutThreads = new PullPublisher<>(
                task -> {
                    throw new IllegalStateException("no thread");
                },
                wake -> numbers);
        publisherWithoutThreads.subscribe(recorder);
        assertThat(recorder.signals).containsExactly("subscribed");
    }
}
