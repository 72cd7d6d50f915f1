package dev.shadow.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {
    private final AtomicLong clock = new AtomicLong();

    private Deadline after(Duration timeout) {
        return Deadline.after(timeout, clock::get);
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void runsDownAndPasses() throws InterruptedException {
        Deadline deadline = after(Duration.ofSeconds(10));
        pass(Duration.ofSeconds(4));
        assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(6));
        assertThat(deadline.remainingNanos()).isEqualTo(6_000_000_000L);
        assertThat(deadline.isPassed()).isFalse();
        deadline.check();
        pass(Duration.ofSeconds(6));
        assertThat(deadline.isPassed()).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(deadline.remaining()).isZero();
        assertThat(deadline.remainingNanos()).isZero();
    }

    @Test
    void theFailureNamesTheTimeThatWasGiven() {
        Deadline deadline = after(Duration.ofMillis(250));
        pass(Duration.ofSeconds(1));
        assertThatThrownBy(deadline::check).isInstanceOfSatisfying(ShadowException.class, failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
            assertThat(failure.message()).contains("250 ms").contains("CallOptions.timeout");
            assertThat(failure.details()).containsEntry("timeoutMillis", "250");
        });
    }

    @Test
    void anInterruptComesBeforeTheDeadline() {
        Deadline deadline = after(Duration.ofMillis(1));
        pass(Duration.ofSeconds(1));
        Thread.currentThread().interrupt();
        assertThatThrownBy(deadline::check).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE - 5, Long.MIN_VALUE, -1})
    void theClockMayBeginAnywhereAndOverflow(long start) {
        clock.set(start);
        Deadline deadline = after(Duration.ofSeconds(1));
        assertThat(deadline.isPassed()).isFalse();
        assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(2));
        assertThat(deadline.isPassed()).isTrue();
    }

    @Test
    void moreThanAYearCountsAsAYear() {
        assertThat(after(Duration.ofSeconds(Long.MAX_VALUE)).remaining()).isEqualTo(Duration.ofDays(365));
    }
}
