package dev.shadow.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.failsafe.CircuitBreaker;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final List<Duration> pauses = new ArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Deadline deadline = Deadline.after(Duration.ofMinutes(10));
    private final Attempts attempts = new Attempts(pauses::add, () -> 0.5);

    private TransportException lost() {
        return new TransportException(new IOException("cut"), deadline, true);
    }

    private String failing(int times) throws TransportException {
        if (count.incrementAndGet() <= times) {
            throw lost();
        }
        return "done";
    }

    @Test
    void whatGoesWellIsDoneOnceAndWithoutWaiting() throws Exception {
        assertThat(attempts.run(() -> failing(0))).isEqualTo("done");
        assertThat(count).hasValue(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void waitsOneTwoAndFourSeconds() throws Exception {
        assertThat(attempts.run(() -> failing(3))).isEqualTo("done");
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void givesUpAfterThreeMore() {
        assertThatThrownBy(() -> attempts.run(() -> failing(100))).isInstanceOf(TransportException.class);
        assertThat(count).hasValue(4);
    }

    @Test
    void jitterMovesADelayByAFifthAtMost() throws Exception {
        new Attempts(pauses::add, () -> 0).run(() -> failing(1));
        count.set(0);
        new Attempts(pauses::add, () -> 0.999_999).run(() -> failing(1));
        assertThat(pauses.get(0)).isEqualTo(Duration.ofMillis(800));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(1_199), Duration.ofMillis(1_200));
    }

    @Test
    void doesNotWaitPastTheDeadline() {
        Deadline soon = Deadline.after(Duration.ofMillis(500));
        assertThatThrownBy(() -> attempts.run(() -> {
                    count.incrementAndGet();
                    throw new TransportException(new IOException("cut"), soon, true);
                }))
                .isInstanceOf(TransportException.class);
        assertThat(count).hasValue(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void anAnswerOfTheSidecarIsNotTriedAgain() {
        ShadowException answer = catchThrowableOfType(
                ShadowException.class,
                () -> attempts.run(() -> {
                    count.incrementAndGet();
                    throw new ShadowException(ErrorCode.NOT_FOUND, "no such file");
                }));
        assertThat(answer.code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(count).hasValue(1);
    }

    @Test
    void anOverloadedSidecarIsAskedAgain() throws Exception {
        String result = attempts.run(() -> {
            if (count.incrementAndGet() == 1) {
                throw new ShadowException(ErrorCode.OVERLOADED, "too much to do");
            }
            return "done";
        });
        assertThat(result).isEqualTo("done");
        assertThat(pauses).hasSize(1);
    }

    @Test
    void afterFiveTransportFailuresInARowNothingIsTried() {
        assertThatThrownBy(() -> attempts.run(() -> failing(100))).isInstanceOf(TransportException.class);
        assertThat(attempts.state()).isEqualTo(CircuitBreaker.State.CLOSED);
        assertThatThrownBy(() -> attempts.run(() -> failing(100))).isInstanceOf(ShadowException.class);
        assertThat(attempts.state()).isEqualTo(CircuitBreaker.State.OPEN);
        int before = count.get();
        ShadowException refusal = catchThrowableOfType(ShadowException.class, () -> attempts.run(() -> failing(0)));
        assertThat(refusal.code()).isEqualTo(ErrorCode.SIDECAR_UNREACHABLE);
        assertThat(refusal.details()).containsEntry("circuit", "open");
        assertThat(refusal.retryable()).isTrue();
        assertThat(count).hasValue(before);
    }

    @Test
    void anInterruptEndsTheWaiting() {
        Attempts interrupted = new Attempts(
                time -> {
                    throw new InterruptedException();
                },
                () -> 0.5);
        InterruptedException failure = catchThrowableOfType(
                InterruptedException.class,
                () -> interrupted.run(() -> {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    throw lost();
                }));
        assertThat(failure).isNotNull();
    }
}
