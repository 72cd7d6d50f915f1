package dev.shadow.benchmarks;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Sides and rows that need no clock. */
final class Fixtures {
    static final Effort EFFORT = new Effort("test", 3, 2, Duration.ofMillis(100), Duration.ofMillis(200));

    private Fixtures() {}

    /** Gives the times one after the other. */
    static Side times(double... nanos) {
        Deque<Double> rest = new ArrayDeque<>();
        for (double time : nanos) {
            rest.add(time);
        }
        return effort -> rest.remove();
    }

    static Side throwing(RuntimeException e) {
        return effort -> {
            throw e;
        };
    }

    static Row row(String name, Side ours, Side peer, Limit limit) {
        return new Row(name, ours, peer, "bare call", limit);
    }

    static RowResult judge(Row row) {
        return new Referee(EFFORT, text -> {}).judge(row);
    }

    static Suite suite(String name, Row... rows) {
        return new Suite() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Row> rows() {
                return List.of(rows);
            }
        };
    }
}
