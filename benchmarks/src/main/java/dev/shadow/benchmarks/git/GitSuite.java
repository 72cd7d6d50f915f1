package dev.shadow.benchmarks.git;

import dev.shadow.benchmarks.Limit;
import dev.shadow.benchmarks.Row;
import dev.shadow.benchmarks.Side;
import dev.shadow.benchmarks.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Git in local mode on a tree of 20,000 files against the bare program; then the same with JGit alone. Thread-safe. */
public final class GitSuite implements Suite {
    private static final Limit AS_THE_PROGRAM =
            Limit.atMost(1.1).plus("start", Side.jmh(ProcessStart.class, "once", Map.of()));

    @Override
    public String name() {
        return "git";
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.jmh(
                "clone again, no files", CloneAgain.class, Map.of(), "git clone --no-checkout", Limit.atMost(0.05)));
        for (String engine : List.of("auto", "jgit")) {
            rows.addAll(rows(engine));
        }
        return rows;
    }

    private static List<Row> rows(String engine) {
        return List.of(
                row(engine, "status, first", StatusFirst.class, Map.of(), "git status", AS_THE_PROGRAM),
                row(engine, "status, again", StatusAgain.class, Map.of(), "git status", Limit.atMost(0.6)),
                row(engine, "head", Lookup.class, Map.of("what", "head"), "git rev-parse", Limit.atMost(0.1)),
                row(engine, "branch", Lookup.class, Map.of("what", "branch"), "git symbolic-ref", Limit.atMost(0.1)),
                row(engine, "log of 100", Lookup.class, Map.of("what", "log"), "git log", Limit.atMost(0.1)),
                row(engine, "diff", DiffTree.class, Map.of(), "git diff", AS_THE_PROGRAM),
                row(
                        engine,
                        "commit of 1 file",
                        CommitFiles.class,
                        Map.of("files", "1"),
                        "git add, git commit",
                        Limit.atMost(0.9)),
                row(
                        engine,
                        "commit of 500 files",
                        CommitFiles.class,
                        Map.of("files", "500"),
                        "git add, git commit",
                        AS_THE_PROGRAM),
                row(engine, "clone again", PrepareAgain.class, Map.of(), "git checkout", Limit.atMost(1.3)),
                row(
                        engine,
                        "checkpoint of 10 MB",
                        CheckpointTree.class,
                        Map.of("what", "checkpoint"),
                        "git add, git write-tree",
                        Limit.atMost(1.3)),
                row(
                        engine,
                        "restore of 10 MB",
                        CheckpointTree.class,
                        Map.of("what", "restore"),
                        "git add, git write-tree",
                        Limit.atMost(1.3)));
    }

    private static Row row(
            String engine, String name, Class<?> type, Map<String, String> params, String peer, Limit limit) {
        Map<String, String> all = new TreeMap<>(params);
        all.put("engine", engine);
        boolean alone = engine.equals("jgit");
        return Row.jmh(alone ? name + ", JGit alone" : name, type, all, peer, alone ? Limit.printed() : limit);
    }
}
