package dev.shadow.benchmarks;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The highest ratio of ours to the peer that passes. Thread-safe.
 *
 * @param ratio absent: the ratio is printed and never judged
 * @param allowance what ours may take on top, measured in each round
 */
public record Limit(OptionalDouble ratio, Optional<Allowance> allowance) {
    /** Refuses a ratio that nothing could meet. */
    public Limit {
        if (ratio.isPresent() && !(ratio.getAsDouble() > 0)) {
            throw new IllegalArgumentException("a limit must be above 0, and is " + ratio.getAsDouble());
        }
    }

    /**
     * Something that ours may do once more than the peer. Thread-safe.
     *
     * @param name what it is
     * @param side how long it takes
     */
    public record Allowance(String name, Side side) {}

    /**
     * A ratio that is judged.
     *
     * @param ratio above 0; a ratio equal to it passes
     * @return the limit
     */
    public static Limit atMost(double ratio) {
        return new Limit(OptionalDouble.of(ratio), Optional.empty());
    }

    /**
     * A copy that lets ours take longer by what something else takes.
     *
     * @param name what it is
     * @param side how long it takes
     * @return the copy
     */
    public Limit plus(String name, Side side) {
        return new Limit(ratio, Optional.of(new Allowance(name, side)));
    }

    /**
     * No limit.
     *
     * @return a limit that everything passes
     */
    public static Limit printed() {
        return new Limit(OptionalDouble.empty(), Optional.empty());
    }

    double allowed(Effort effort) {
        return allowance.isPresent() ? allowance.get().side().median(effort) : 0;
    }

    boolean allows(Round round) {
        return ratio.isEmpty() || round.ratioAfterAllowance() <= ratio.getAsDouble();
    }

    @Override
    public String toString() {
        return ratio.isPresent()
                ? String.format(Locale.ROOT, "%.2fx", ratio.getAsDouble())
                        + allowance.map(what -> "+" + what.name()).orElse("")
                : "-";
    }
}
