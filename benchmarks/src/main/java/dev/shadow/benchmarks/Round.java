package dev.shadow.benchmarks;

/** The medians of one round, in nanoseconds, and what ours was allowed to take beyond its limit. */
record Round(double ours, double peer, double allowed) {
    Round(double ours, double peer) {
        this(ours, peer, 0);
    }

    double ratio() {
        return ours / peer;
    }

    double ratioAfterAllowance() {
        return (ours - allowed) / peer;
    }
}
