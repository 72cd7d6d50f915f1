package dev.shadow.benchmarks;

import static dev.shadow.benchmarks.Fixtures.EFFORT;
import static dev.shadow.benchmarks.Fixtures.judge;
import static dev.shadow.benchmarks.Fixtures.row;
import static dev.shadow.benchmarks.Fixtures.throwing;
import static dev.shadow.benchmarks.Fixtures.times;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefereeTest {
    @Test
    void letsTheSidesTakeTurns() {
        List<String> calls = new ArrayList<>();
        Side ours = effort -> {
            calls.add("ours");
            return 1;
        };
        Side peer = effort -> {
            calls.add("peer");
            return 1;
        };
        new Referee(EFFORT, calls::add).judge(row("work", ours, peer, Limit.printed()));
        assertThat(calls)
                .containsExactly(
                        "work, round 1 of 3",
                        "ours",
                        "peer",
                        "work, round 2 of 3",
                        "ours",
                        "peer",
                        "work, round 3 of 3",
                        "ours",
                        "peer");
    }

    @Test
    void comparesWithinARoundAndCountsTheBestRound() {
        RowResult result = judge(row("work", times(120, 400, 90), times(100, 500, 60), Limit.atMost(1)));
        assertThat(result.best()).contains(new Round(400, 500));
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.rounds()).hasSize(3);
    }

    @Test
    void aRatioEqualToTheLimitPassesAndOneAboveIsOver() {
        assertThat(judge(row("work", times(6, 6, 6), times(4, 4, 4), Limit.atMost(1.5)))
                        .verdict())
                .isEqualTo(Verdict.OK);
        assertThat(judge(row("work", times(7, 7, 7), times(4, 4, 4), Limit.atMost(1.5)))
                        .verdict())
                .isEqualTo(Verdict.OVER);
    }

    @Test
    void withoutALimitEveryRatioPasses() {
        RowResult result = judge(row("work", times(900, 900, 900), times(1, 1, 1), Limit.printed()));
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.best()).contains(new Round(900, 1));
    }

    @Test
    void aWrongResultOfEitherSideCountsForNothing() {
        Side wrong = throwing(new WrongResultException("content differs"));
        RowResult ours = judge(row("work", wrong, times(1, 1, 1), Limit.printed()));
        RowResult peer = judge(row("work", times(1, 1, 1), wrong, Limit.printed()));
        assertThat(List.of(ours, peer)).allSatisfy(result -> {
            assertThat(result.verdict()).isEqualTo(Verdict.WRONG_RESULT);
            assertThat(result.why()).isEqualTo("content differs");
            assertThat(result.best()).isEmpty();
        });
    }

    @Test
    void aWrongResultInALaterRoundSpoilsTheRow() {
        List<Double> left = new ArrayList<>(List.of(1.0, 1.0));
        Side wrongAtTheEnd = effort -> {
            if (left.isEmpty()) {
                throw new WrongResultException("content differs");
            }
            return left.remove(0);
        };
        RowResult result = judge(row("work", times(1, 1, 1), wrongAtTheEnd, Limit.printed()));
        assertThat(result.verdict()).isEqualTo(Verdict.WRONG_RESULT);
        assertThat(result.best()).isEmpty();
        assertThat(result.rounds()).hasSize(2);
    }

    @Test
    void whatIsMissingIsNotAFailureAndWhatBreaksIs() {
        RowResult missing =
                judge(row("work", times(1, 1, 1), throwing(new NotRunException("rg is missing")), Limit.atMost(1)));
        RowResult broken =
                judge(row("work", throwing(new IllegalStateException("no")), times(1, 1, 1), Limit.atMost(1)));
        assertThat(missing.verdict()).isEqualTo(Verdict.NOT_RUN);
        assertThat(missing.verdict().passes()).isTrue();
        assertThat(broken.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(broken.verdict().passes()).isFalse();
    }

    @Test
    void anExceptionWithoutAMessageIsNamed() {
        RowResult result = judge(row("work", throwing(new ArithmeticException()), times(1), Limit.printed()));
        assertThat(result.why()).isEqualTo("ArithmeticException");
    }
}
