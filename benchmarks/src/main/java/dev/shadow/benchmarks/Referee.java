package dev.shadow.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Lets the two sides of a row take turns, and judges. */
final class Referee {
    private final Effort effort;
    private final Consumer<String> progress;

    Referee(Effort effort, Consumer<String> progress) {
        this.effort = effort;
        this.progress = progress;
    }

    RowResult judge(Row row) {
        List<Round> rounds = new ArrayList<>();
        try {
            while (rounds.size() < effort.rounds()) {
                progress.accept(row.name() + ", round " + (rounds.size() + 1) + " of " + effort.rounds());
                rounds.add(new Round(
                        row.ours().median(effort),
                        row.peer().median(effort),
                        row.limit().allowed(effort)));
            }
            return RowResult.measured(row, rounds);
        } catch (NotRunException e) {
            return RowResult.unjudged(row, rounds, Verdict.NOT_RUN, reason(e));
        } catch (WrongResultException e) {
            return RowResult.unjudged(row, rounds, Verdict.WRONG_RESULT, reason(e));
        } catch (RuntimeException e) {
            return RowResult.unjudged(row, rounds, Verdict.FAILED, reason(e));
        }
    }

    private static String reason(RuntimeException e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }
}
