package dev.shadow.benchmarks.local;

import dev.shadow.benchmarks.Limit;
import dev.shadow.benchmarks.Row;
import dev.shadow.benchmarks.Suite;
import java.util.List;
import java.util.Map;

/** Reading, writing and running in local mode against the bare JDK calls. Thread-safe. */
public final class LocalSuite implements Suite {
    @Override
    public String name() {
        return "local";
    }

    @Override
    public List<Row> rows() {
        return List.of(
                Row.jmh("readFile 4 KB", ReadFile.class, Map.of("size", "4096"), "readAllBytes", Limit.printed()),
                Row.jmh("readFile 1 MB", ReadFile.class, Map.of("size", "1048576"), "readAllBytes", Limit.printed()),
                Row.jmh("writeFile 4 KB over", WriteFile.class, Map.of(), "temp + rename", Limit.printed()),
                Row.jmh("run true", RunCommand.class, Map.of("kind", "argv"), "ProcessBuilder", Limit.printed()),
                Row.jmh(
                        "run shell line",
                        RunCommand.class,
                        Map.of("kind", "shell"),
                        "ProcessBuilder sh -c",
                        Limit.printed()));
    }
}
