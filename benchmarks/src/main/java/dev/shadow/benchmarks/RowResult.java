package dev.shadow.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What became of a row.
 *
 * @param rounds those that both sides completed; all of them when the verdict is {@code OK} or {@code OVER}
 * @param why empty unless the row could not be judged
 */
record RowResult(Row row, List<Round> rounds, Verdict verdict, String why) {
    RowResult {
        rounds = List.copyOf(rounds);
    }

    static RowResult measured(Row row, List<Round> rounds) {
        Round best = best(rounds).orElseThrow();
        return new RowResult(row, rounds, row.limit().allows(best) ? Verdict.OK : Verdict.OVER, "");
    }

    static RowResult unjudged(Row row, List<Round> rounds, Verdict verdict, String why) {
        return new RowResult(row, rounds, verdict, why);
    }

    /** The round that counts; empty for a row that could not be judged. */
    Optional<Round> best() {
        return why.isEmpty() ? best(rounds) : Optional.empty();
    }

    private static Optional<Round> best(List<Round> rounds) {
        return rounds.stream().min(Comparator.comparingDouble(Round::ratioAfterAllowance));
    }
}
