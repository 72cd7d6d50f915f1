package dev.shadow.benchmarks.terminal;

import dev.shadow.benchmarks.ChildSide;
import dev.shadow.benchmarks.Effort;
import dev.shadow.benchmarks.Limit;
import dev.shadow.benchmarks.Row;
import dev.shadow.benchmarks.Side;
import dev.shadow.benchmarks.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Appending to a full terminal, reading it, and what it takes. Thread-safe. */
public final class TerminalSuite implements Suite {
    private static final String DEQUE = "synchronized ArrayDeque";
    private static final double MICROSECOND = 1_000;

    @Override
    public String name() {
        return "terminal";
    }

    @Override
    public List<Row> rows() {
        return List.of(
                Row.jmh("append, 1 thread", AppendLine.class, Map.of(), DEQUE, Limit.atMost(0.6)),
                Row.jmh("append of 64 lines, a line", AppendChunk.class, Map.of(), DEQUE, Limit.atMost(0.3)),
                Row.jmh("append, 2 threads", AppendLineByTwo.class, Map.of(), DEQUE, Limit.atMost(0.4)),
                Row.jmh(
                        "append, 2 threads",
                        AppendBesideAgrona.class,
                        Map.of(),
                        "Agrona ManyToOne, drained",
                        Limit.printed()),
                new Row(
                        "100,000 lines/s, 100 subscribers, p99",
                        paced("100", "memory"),
                        paced("0", "memory"),
                        "no subscriber",
                        Limit.atMost(1.5)),
                new Row(
                        "100,000 lines/s, on disk, p99",
                        paced("0", "disk"),
                        paced("0", "memory"),
                        "not on disk",
                        Limit.atMost(1.5)),
                Row.jmh(
                        "snapshot of 10,000 entries",
                        Snapshots.class,
                        Map.of("entries", "10000"),
                        "copyOf references",
                        Limit.atMost(3)),
                new Row(
                        "snapshot of the last 100",
                        Row.jmh("", Snapshots.class, Map.of("entries", "100"), "", Limit.printed())
                                .ours(),
                        effort -> MICROSECOND,
                        "1 us",
                        Limit.atMost(1)),
                memory("heap retained for a line", "retained", Limit.atMost(1.5)),
                memory("bytes allocated for a line", "allocated", Limit.atMost(1.2)));
    }

    private static Side paced(String subscribers, String keeping) {
        return ChildSide.of(PacedAppends.class, subscribers, keeping);
    }

    private static Row memory(String name, String what, Limit limit) {
        Side ours = ChildSide.of(MemoryUse.class, what);
        return new Row(name, ours, effort -> Lines.LENGTH, "its payload", limit, Row.Unit.BYTES);
    }

    @Override
    public List<Path> draw(Effort effort, Path directory) throws IOException {
        return List.of(ThroughputChart.draw(effort, directory));
    }
}
