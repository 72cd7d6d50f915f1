package dev.shadow.benchmarks;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The highest ratio of ours to the peer that passes. Thread-safe.
 *
 * @param ratio absent: the ratio is printed and never judged
 */
public record Limit(OptionalDouble ratio) {
    /** Refuses a ratio that nothing could meet. */
    public Limit {
        if (ratio.isPresent() && !(ratio.getAsDouble() > 0)) {
            throw new IllegalArgumentException("a limit must be above 0, and is " + ratio.getAsDouble());
        }
    }

    /**
     * A ratio that is judged.
     *
     * @param ratio above 0; a ratio equal to it passes
     * @return the limit
     */
    public static Limit atMost(double ratio) {
        return new Limit(OptionalDouble.of(ratio));
    }

    /**
     * No limit.
     *
     * @return a limit that everything passes
     */
    public static Limit printed() {
        return new Limit(OptionalDouble.empty());
    }

    boolean allows(double measured) {
        return ratio.isEmpty() || measured <= ratio.getAsDouble();
    }

    @Override
    public String toString() {
        return ratio.isPresent() ? String.format(Locale.ROOT, "%.2fx", ratio.getAsDouble()) : "-";
    }
}
