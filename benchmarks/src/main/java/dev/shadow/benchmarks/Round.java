package dev.shadow.benchmarks;

/** The medians of one round, in nanoseconds. */
record Round(double ours, double peer) {
    double ratio() {
        return ours / peer;
    }
}
