package dev.shadow.benchmarks.commands;

import dev.shadow.benchmarks.ChildSide;
import dev.shadow.benchmarks.Limit;
import dev.shadow.benchmarks.Row;
import dev.shadow.benchmarks.Suite;
import java.util.List;
import java.util.Map;

/** Starting commands, and what passes through them, in local mode. Thread-safe. */
public final class CommandsSuite implements Suite {
    private static final double TWO_MILLISECONDS = 2_000_000;
    private static final String SMALL_HEAP = "64m";

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public List<Row> rows() {
        return List.of(
                Row.jmh(
                        "run true",
                        StartAndWait.class,
                        Map.of("kind", "argv"),
                        "ProcessBuilder true",
                        Limit.atMost(1.2)),
                Row.jmh(
                        "run shell line",
                        StartAndWait.class,
                        Map.of("kind", "shell"),
                        "ProcessBuilder sh -c",
                        Limit.atMost(1.2)),
                Row.jmh(
                        "run true with limits",
                        StartAndWait.class,
                        Map.of("kind", "limited"),
                        "ProcessBuilder true",
                        Limit.printed()),
                Row.jmh("run true in a sandbox", RunConfined.class, Map.of(), "run true", Limit.printed()),
                new Row(
                        "echo of one key in a terminal, p99",
                        ChildSide.of(KeyEcho.class),
                        effort -> TWO_MILLISECONDS,
                        "2 ms",
                        Limit.atMost(1)),
                new Row(
                        "1 GB to a subscriber, 64 MB of heap",
                        ChildSide.of(GigabyteOfOutput.class, "ours").withHeap(SMALL_HEAP),
                        ChildSide.of(GigabyteOfOutput.class, "peer").withHeap(SMALL_HEAP),
                        "read and thrown away",
                        Limit.atMost(1.3)),
                new Row(
                        "200 commands at once",
                        ChildSide.of(CommandsAtOnce.class, "ours"),
                        ChildSide.of(CommandsAtOnce.class, "peer"),
                        "ProcessBuilder",
                        Limit.printed()));
    }
}
