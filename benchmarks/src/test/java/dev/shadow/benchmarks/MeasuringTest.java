package dev.shadow.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasuringTest {
    @Test
    void takesTheMiddleOfAnOddCountAndTheMeanOfTheMiddleTwoOfAnEvenOne() {
        assertThat(Medians.of(9, 1, 5)).isEqualTo(5);
        assertThat(Medians.of(9, 1, 5, 6)).isEqualTo(5.5);
    }

    @Test
    void nothingMeasuredHasNoMedian() {
        assertThatThrownBy(Medians::of).hasMessage("nothing was measured");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9})
    void quickSharesLessThanTwoMinutesAmongTheRows(int rows) {
        Effort effort = Effort.quick(rows);
        Duration fork = effort.warmup().plus(effort.measured()).plusMillis(800);
        assertThat(fork.multipliedBy((long) rows * effort.rounds() * effort.forks() * 2))
                .isLessThanOrEqualTo(Duration.ofSeconds(75));
    }

    @Test
    void aLimitThatNothingCouldMeetIsRefused() {
        assertThatThrownBy(() -> Limit.atMost(0)).hasMessage("a limit must be above 0, and is 0.0");
        assertThatThrownBy(() -> Limit.atMost(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void expectationsSayWhatDiffers() {
        Expect.same("exit", 0, 0);
        Expect.same("content", new byte[] {1, 2}, new byte[] {1, 2});
        assertThatThrownBy(() -> Expect.same("exit", 0, 1))
                .isInstanceOf(WrongResultException.class)
                .hasMessage("exit is '1' and should be '0'");
        assertThatThrownBy(() -> Expect.same("content", new byte[] {1, 2}, new byte[] {1, 3}))
                .isInstanceOf(WrongResultException.class)
                .hasMessage("content (2 bytes) differs at byte 1 from the 2 bytes expected");
    }

    @Test
    void readsTheMachineFromProc() {
        assertThat(Machine.cpu(List.of("processor : 0", "model name\t: Some CPU: v2")))
                .isEqualTo("Some CPU: v2");
        assertThat(Machine.memoryBytes(List.of("MemTotal:       2048 kB", "MemFree: 1 kB")))
                .isEqualTo(2 * 1024 * 1024);
    }

    @Test
    void aMachineWithoutProcIsUnknownAndNotAnError() {
        assertThat(Machine.cpu(List.of())).isEqualTo("unknown cpu");
        assertThat(Machine.memoryBytes(List.of())).isZero();
    }
}
