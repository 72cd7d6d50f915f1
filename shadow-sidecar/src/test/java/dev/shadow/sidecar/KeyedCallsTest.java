package dev.shadow.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.protocol.Problem;
import dev.shadow.protocol.WireErrors;
import dev.shadow.protocol.WireJson;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyedCallsTest {
    private final AtomicInteger runs = new AtomicInteger();

    @TempDir
    private Path directory;

    private KeyedCalls calls() throws IOException {
        return new KeyedCalls(KeyJournal.open(directory, Clock.systemUTC()));
    }

    private Reply count() {
        return Reply.text(200, "run " + runs.incrementAndGet());
    }

    private static Reply once(KeyedCalls calls, String key, String fingerprint, KeyedCalls.Action action)
            throws IOException, InterruptedException {
        return calls.once(key, fingerprint, "r", Deadline.after(Duration.ofSeconds(30)), action);
    }

    @Test
    void theSameKeyGetsTheFirstAnswer() throws Exception {
        KeyedCalls calls = calls();
        assertThat(once(calls, "k", "f", this::count).body().utf8()).isEqualTo("run 1");
        assertThat(once(calls, "k", "f", this::count).body().utf8()).isEqualTo("run 1");
        assertThat(once(calls, "other", "f", this::count).body().utf8()).isEqualTo("run 2");
    }

    @Test
    void aFailureIsAnAnswerTooAndIsNotTriedAgain() throws Exception {
        KeyedCalls calls = calls();
        KeyedCalls.Action failing = () -> {
            runs.incrementAndGet();
            throw new ShadowException(ErrorCode.NOT_FOUND, "no such file");
        };
        assertThat(once(calls, "k", "f", failing).status()).isEqualTo(404);
        assertThat(once(calls, "k", "f", failing).status()).isEqualTo(404);
        assertThat(runs).hasValue(1);
    }

    @Test
    void anotherCallUnderTheSameKeyIsRefused() throws Exception {
        KeyedCalls calls = calls();
        once(calls, "k", "f", this::count);
        ShadowException refusal =
                catchThrowableOfType(ShadowException.class, () -> once(calls, "k", "other", this::count));
        assertThat(refusal.code()).isEqualTo(WireErrors.KEY_REUSED);
        assertThat(runs).hasValue(1);
    }

    @Test
    void whoComesWhileTheCallIsUnderWayWaitsForItsAnswer() throws Exception {
        KeyedCalls calls = calls();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Reply> first = CompletableFuture.supplyAsync(() -> unchecked(calls, () -> {
            begun.countDown();
            go.await();
            return count();
        }));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Reply> second = CompletableFuture.supplyAsync(() -> unchecked(calls, this::count));
        go.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS).body().utf8()).isEqualTo("run 1");
        assertThat(second.get(30, TimeUnit.SECONDS).body().utf8()).isEqualTo("run 1");
    }

    private static Reply unchecked(KeyedCalls calls, KeyedCalls.Action action) {
        try {
            return once(calls, "k", "f", action);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aCancelledCallIsInterruptedAndHasEndedWhenTheCancellingReturns() throws Exception {
        KeyedCalls calls = calls();
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Reply> call = CompletableFuture.supplyAsync(() -> unchecked(calls, () -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return count();
        }));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        calls.cancel("k");
        Reply reply = call.get(30, TimeUnit.SECONDS);
        assertThat(WireJson.read(reply.body().toByteArray(), Problem.class).code())
                .isEqualTo("INTERRUPTED");
    }

    @Test
    void answersOfAnEarlierProcessAreKept() throws Exception {
        once(calls(), "k", "f", this::count);
        assertThat(once(calls(), "k", "f", this::count).body().utf8()).isEqualTo("run 1");
        assertThat(runs).hasValue(1);
    }

    @Test
    void aCallThatAnEarlierProcessBeganIsNotBegunAgain() throws Exception {
        KeyJournal killed = KeyJournal.open(directory, Clock.systemUTC());
        killed.reserve("k", "f");
        Reply reply = once(calls(), "k", "f", this::count);
        assertThat(WireJson.read(reply.body().toByteArray(), Problem.class).code())
                .isEqualTo("OUTCOME_UNKNOWN");
        assertThat(runs).hasValue(0);
    }

    @Test
    void aLineThatWasTornIsPassedOverAndTheNextOneIsWhole() throws Exception {
        once(calls(), "k", "f", this::count);
        Files.writeString(
                directory.resolve("keys.jsonl"), "{\"key\":\"half", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        once(calls(), "next", "f", this::count);
        KeyedCalls later = calls();
        assertThat(once(later, "k", "f", this::count).body().utf8()).isEqualTo("run 1");
        assertThat(once(later, "next", "f", this::count).body().utf8()).isEqualTo("run 2");
    }

    @Test
    void keysAreForgottenAfterADay() throws Exception {
        Instant now = Instant.parse("2026-01-02T00:00:00Z");
        KeyJournal journal = KeyJournal.open(directory, Clock.fixed(now, ZoneOffset.UTC));
        journal.reserve("k", "f");
        assertThat(KeyJournal.open(directory, Clock.fixed(now.plus(Duration.ofHours(23)), ZoneOffset.UTC))
                        .find("k"))
                .isNotNull();
        assertThat(KeyJournal.open(directory, Clock.fixed(now.plus(Duration.ofHours(25)), ZoneOffset.UTC))
                        .find("k"))
                .isNull();
    }

    @Test
    void anAnswerTooLongToBeKeptIsToldAsUnknown() throws Exception {
        once(calls(), "k", "f", () -> Reply.bytes(Bytes.wrap(new byte[100_000])));
        Reply reply = once(calls(), "k", "f", this::count);
        assertThat(WireJson.read(reply.body().toByteArray(), Problem.class).code())
                .isEqualTo("OUTCOME_UNKNOWN");
    }
}
