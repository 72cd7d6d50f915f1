package dev.shadow.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shadow.Subscription;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(threads, 4);

    @AfterEach
    void end() {
        publisher.close();
        threads.shutdownNow();
    }

    /** A source that hands out events by hand, and counts what it was asked for. */
    private static final class ManualPublisher implements Flow.Publisher<Integer>, Flow.Subscription {
        private Flow.Subscriber<? super Integer> subscriber;
        private long requested;
        private int cancels;

        @Override
        public void subscribe(Flow.Subscriber<? super Integer> newSubscriber) {
            subscriber = newSubscriber;
            newSubscriber.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            requested += n;
        }

        @Override
        public void cancel() {
            cancels++;
        }
    }

    @Test
    void deliversEveryEventInOrderOneAtATime() throws Exception {
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Subscription subscription = Delivery.start(publisher, event -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            seen.add(event);
            inside.decrementAndGet();
        });
        for (int i = 0; i < 1_000; i++) {
            publisher.submit(i);
        }
        publisher.close();
        subscription.completion().get(30, TimeUnit.SECONDS);
        assertThat(seen).hasSize(1_000).isSorted();
        assertThat(most).hasValue(1);
    }

    @Test
    void asksForTheNextEventOnlyWhenTheConsumerReturned() {
        ManualPublisher source = new ManualPublisher();
        List<Long> requestedInside = new ArrayList<>();
        Delivery.start(source, event -> requestedInside.add(source.requested));
        assertThat(source.requested).isEqualTo(1);
        source.subscriber.onNext(7);
        assertThat(requestedInside).containsExactly(1L);
        assertThat(source.requested).isEqualTo(2);
    }

    @Test
    void whilePausedNothingIsAskedForAndNothingIsLost() {
        ManualPublisher source = new ManualPublisher();
        List<Integer> seen = new ArrayList<>();
        Subscription subscription = Delivery.start(source, seen::add);
        subscription.pause();
        subscription.pause();
        source.subscriber.onNext(1); // it was on its way
        assertThat(source.requested).isEqualTo(1);
        subscription.resume();
        subscription.resume();
        assertThat(source.requested).isEqualTo(2);
        subscription.pause();
        subscription.resume();
        assertThat(source.requested).isEqualTo(2);
        source.subscriber.onNext(2);
        assertThat(source.requested).isEqualTo(3);
        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void aConsumerThatThrowsEndsItsOwnDeliveryOnly() throws Exception {
        List<Integer> others = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger calls = new AtomicInteger();
        Subscription failing = Delivery.start(publisher, event -> {
            calls.incrementAndGet();
            throw new IllegalStateException("enough");
        });
        Subscription other = Delivery.start(publisher, others::add);
        for (int i = 0; i < 3; i++) {
            publisher.submit(i);
        }
        publisher.close();
        other.completion().get(30, TimeUnit.SECONDS);
        assertThat(others).containsExactly(0, 1, 2);
        assertThatThrownBy(() -> failing.completion().get(30, TimeUnit.SECONDS)).hasRootCauseMessage("enough");
        assertThat(calls).hasValue(1);
    }

    @Test
    void aSourceThatFailsFailsTheDelivery() {
        Subscription subscription = Delivery.start(publisher, event -> {});
        publisher.closeExceptionally(new IllegalStateException("broken"));
        assertThatThrownBy(() -> subscription.completion().get(30, TimeUnit.SECONDS))
                .hasRootCauseMessage("broken");
    }

    @Test
    void afterCloseNothingMoreIsDelivered() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        Subscription subscription = Delivery.start(publisher, event -> {
            began.countDown();
            awaitQuietly(goOn);
            seen.add(event);
        });
        publisher.submit(1);
        publisher.submit(2);
        assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();
        subscription.close();
        subscription.close();
        goOn.countDown();
        subscription.completion().get(30, TimeUnit.SECONDS);
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).containsExactly(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void closingCancelsTheSourceOnceAndCancellingTheFutureDoesNot() {
        ManualPublisher source = new ManualPublisher();
        Subscription subscription = Delivery.start(source, event -> {});
        subscription.completion().cancel(true);
        assertThat(source.cancels).isZero();
        assertThat(subscription.completion()).isNotDone();
        subscription.close();
        subscription.close();
        assertThat(source.cancels).isEqualTo(1);
        source.subscriber.onNext(1);
        assertThat(source.requested).isEqualTo(1);
    }

    @Test
    void aSecondSourceIsCancelled() {
        ManualPublisher first = new ManualPublisher();
        Delivery.start(first, event -> {});
        ManualPublisher second = new ManualPublisher();
        first.subscriber.onSubscribe(second);
        assertThat(second.cancels).isEqualTo(1);
        assertThat(first.cancels).isZero();
    }
}
