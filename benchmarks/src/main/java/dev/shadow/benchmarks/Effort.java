package dev.shadow.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How much is measured. Thread-safe.
 *
 * @param label how the command line calls it
 * @param rounds how often ours and the peer take turns
 * @param forks new JVMs for each side in each round
 * @param warmup how long each of them runs first, unmeasured
 * @param measured how long it is measured then
 */
public record Effort(String label, int rounds, int forks, Duration warmup, Duration measured) {
    private static final int ROUNDS = 3;
    private static final int SIDES = 2;
    private static final Duration QUICK_BUDGET = Duration.ofSeconds(75);
    private static final Duration STARTUP = Duration.ofMillis(800);
    private static final Duration LEAST_WORK = Duration.ofMillis(400);
    private static final int WARMUP_PERCENT = 40;

    /**
     * Enough to trust a figure: three rounds of three forks a side.
     *
     * @return about two minutes a row
     */
    public static Effort full() {
        return new Effort("full", ROUNDS, 3, Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    /**
     * As many rounds, in two minutes for a suite of up to ten rows or so.
     *
     * @param rows among which the time is shared
     * @return one fork a side and round
     */
    public static Effort quick(int rows) {
        Duration fork = QUICK_BUDGET.dividedBy((long) Math.max(1, rows) * ROUNDS * SIDES);
        Duration work = max(fork.minus(STARTUP), LEAST_WORK);
        Duration warmup = work.multipliedBy(WARMUP_PERCENT).dividedBy(100);
        return new Effort("quick", ROUNDS, 1, warmup, work.minus(warmup));
    }

    List<String> explanation(String suite) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "# %s, %s: %d rounds of ours, then the peer; %d new JVM%s a side and round, %.1f s warm-up, %.1f s measured",
                        suite,
                        label,
                        rounds,
                        forks,
                        forks == 1 ? "" : "s",
                        seconds(warmup),
                        seconds(measured)),
                "# a side's time in a round: the median over its JVMs of the median time of one call in each",
                "# ratio: ours / peer within a round, the lowest of the rounds; the times shown are of that round");
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
