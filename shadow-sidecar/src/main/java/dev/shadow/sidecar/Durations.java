package dev.shadow.sidecar;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** How often something was done and how long it took. Thread-safe. */
final class Durations {
    private static final double[] BOUNDS = {0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10, 60};

    private final LongAdder[] buckets = new LongAdder[BOUNDS.length];
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    Durations() {
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new LongAdder();
        }
    }

    void add(long tookNanos) {
        count.increment();
        nanos.add(tookNanos);
        double seconds = tookNanos / 1e9;
        for (int i = 0; i < BOUNDS.length; i++) {
            if (seconds <= BOUNDS[i]) {
                buckets[i].increment();
                return;
            }
        }
    }

    /** A histogram of Prometheus: each bucket holds those before it. */
    void write(StringBuilder target, String name, String labels) {
        long all = count.sum();
        long below = 0;
        for (int i = 0; i < BOUNDS.length; i++) {
            below += buckets[i].sum();
            bucket(target, name, labels, String.valueOf(BOUNDS[i]), Math.min(below, all));
        }
        bucket(target, name, labels, "+Inf", all);
        double seconds = nanos.sum() / (double) TimeUnit.SECONDS.toNanos(1);
        target.append(name).append("_sum{").append(labels).append("} ");
        target.append(String.format(Locale.ROOT, "%.6f", seconds)).append('\n');
        target.append(name)
                .append("_count{")
                .append(labels)
                .append("} ")
                .append(all)
                .append('\n');
    }

    private static void bucket(StringBuilder target, String name, String labels, String bound, long value) {
        target.append(name).append("_bucket{").append(labels).append(labels.isEmpty() ? "" : ",");
        target.append("le=\"").append(bound).append("\"} ").append(value).append('\n');
    }
}
