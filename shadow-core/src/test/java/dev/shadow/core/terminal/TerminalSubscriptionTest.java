package dev.shadow.core.terminal;

import static dev.shadow.core.terminal.Terminals.SMALL;
import static dev.shadow.core.terminal.Terminals.inMemory;
import static dev.shadow.core.terminal.Terminals.say;
import static dev.shadow.core.terminal.Terminals.sayMany;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shadow.terminal.TerminalEvent;
import dev.shadow.terminal.TerminalStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TerminalSubscriptionTest {
    private final TerminalEngine terminal = inMemory(SMALL);

    @AfterEach
    void close() {
        terminal.close();
    }

    /** Remembers what it was told, and does something at each event. */
    private static class Recorder implements Flow.Subscriber<TerminalEvent> {
        private final List<String> seen = new CopyOnWriteArrayList<>();
        private final Consumer<TerminalEvent> then;
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile Flow.Subscription subscription;

        Recorder(Consumer<TerminalEvent> then) {
            this.then = then;
        }

        @Override
        public void onSubscribe(Flow.Subscription started) {
            subscription = started;
            started.request(1);
        }

        @Override
        public void onNext(TerminalEvent event) {
            if (event instanceof TerminalEvent.Next next) {
                seen.add(next.entry().bytes().utf8());
            } else if (event instanceof TerminalEvent.Gap gap) {
                seen.add("gap " + gap.from() + "-" + gap.to());
            }
            then.accept(event);
            subscription.request(1);
        }

        @Override
        public void onError(Throwable error) {
            seen.add("error " + error);
        }

        @Override
        public void onComplete() {
            ended.countDown();
        }
    }

    private Recorder follow(long from, Consumer<TerminalEvent> then) {
        Recorder recorder = new Recorder(then);
        terminal.subscribe(from).subscribe(recorder);
        return recorder;
    }

    private static void until(org.awaitility.core.ThrowingRunnable assertion) {
        await().dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }

    @Test
    void showsWhatIsThereAndThenWhatComes() {
        sayMany(terminal, 1, 3);
        Recorder recorder = follow(2, event -> {});
        until(() -> assertThat(recorder.seen).containsExactly("line 2", "line 3"));
        say(terminal, "line 4");
        until(() -> assertThat(recorder.seen).containsExactly("line 2", "line 3", "line 4"));
    }

    @Test
    void waitsForASequenceThatIsStillToCome() {
        Recorder recorder = follow(3, event -> {});
        sayMany(terminal, 1, 4);
        until(() -> assertThat(recorder.seen).containsExactly("line 3", "line 4"));
    }

    @Test
    void tellsAtTheBeginningWhatIsGoneAndNothingWhenTheOldestWasAskedFor() {
        sayMany(terminal, 1, 150);
        Recorder recorder = follow(1, event -> {});
        Recorder oldest = follow(0, event -> {});
        until(() -> assertThat(recorder.seen).hasSize(101).startsWith("gap 1-50", "line 51"));
        until(() -> assertThat(oldest.seen).hasSize(100).startsWith("line 51"));
    }

    @Test
    void oneThatBlocksSlowsNobodyAndIsToldWhatItMissed() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        Recorder blocking = follow(1, event -> {
            blocked.countDown();
            waitFor(release);
        });
        Recorder other = follow(1, event -> {});
        say(terminal, "line 1");
        assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
        sayMany(terminal, 2, 1_000);
        until(() -> assertThat(other.seen.get(other.seen.size() - 1)).isEqualTo("line 1000"));
        assertThat(blocking.seen).containsExactly("line 1");
        TerminalStats stats = terminal.stats();
        assertThat(stats.backpressure()).isTrue();
        assertThat(stats.subscribers()).anyMatch(reader -> reader.unreadEntries() == 100);
        release.countDown();
        until(() -> assertThat(blocking.seen.get(blocking.seen.size() - 1)).isEqualTo("line 1000"));
        assertThat(blocking.seen).anyMatch(text -> text.matches("gap \\d+-900"));
        until(() -> assertThat(terminal.stats().backpressure()).isFalse());
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void oneThatThrowsOrLeavesIsForgottenAndHarmsNobody() {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Recorder[] leaving = new Recorder[1];
        Recorder throwing = follow(1, event -> {
            throw new IllegalStateException("a subscriber of a test throws");
        });
        leaving[0] = follow(1, event -> leaving[0].subscription.cancel());
        Recorder other = follow(1, event -> {});
        until(() -> assertThat(terminal.stats().subscribers()).hasSize(3));
        sayMany(terminal, 1, 5);
        until(() -> assertThat(other.seen).hasSize(5));
        until(() -> assertThat(terminal.stats().subscribers()).hasSize(1));
        assertThat(throwing.seen).containsExactly("line 1");
        assertThat(leaving[0].seen).containsExactly("line 1");
        assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(before);
    }

    @Test
    void aClosedTerminalShowsTheRestAndThenTheEnd() throws InterruptedException {
        sayMany(terminal, 1, 50);
        Recorder recorder = follow(1, event -> {});
        terminal.close();
        assertThat(recorder.ended.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(recorder.seen).hasSize(50);
    }

    @Test
    void manyThreadsAppendAndEverySubscriberSeesEachEntryOnceOrAGap() throws InterruptedException {
        List<Recorder> recorders = List.of(follow(1, event -> {}), follow(1, event -> {}), follow(1, event -> {}));
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> sayMany(terminal, 1, 2_500));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join(60_000);
        }
        terminal.close();
        for (Recorder recorder : recorders) {
            assertThat(recorder.ended.await(30, TimeUnit.SECONDS)).isTrue();
            long counted = recorder.seen.stream()
                    .mapToLong(TerminalSubscriptionTest::length)
                    .sum();
            assertThat(counted).isEqualTo(10_000);
        }
    }

    private static long length(String seen) {
        if (!seen.startsWith("gap ")) {
            return 1;
        }
        int dash = seen.indexOf('-');
        return Long.parseLong(seen.substring(dash + 1)) - Long.parseLong(seen.substring(4, dash)) + 1;
    }
}
