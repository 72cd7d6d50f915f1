package dev.shadow.benchmarks.files;

import dev.shadow.benchmarks.Limit;
import dev.shadow.benchmarks.Row;
import dev.shadow.benchmarks.Suite;
import java.util.List;
import java.util.Map;

/** Reading, writing and editing in local mode against the same by hand. Thread-safe. */
public final class FilesSuite implements Suite {
    @Override
    public String name() {
        return "files";
    }

    @Override
    public List<Row> rows() {
        return List.of(
                Row.jmh("readFile 4 KB, 4 deep", ReadDeep.class, Map.of(), "handle walk by hand", Limit.atMost(1.2)),
                read("readFile 1 MB", "false", 1.2),
                read("readFile 1 MB and version", "true", 1.4),
                write("writeFile 4 KB over a file", "false", 1.2),
                write("writeFile 4 KB, new file", "true", 1.5),
                Row.jmh("editFile in 1 MB", EditLarge.class, Map.of(), "read + temp + rename", Limit.atMost(1.3)));
    }

    private static Row read(String name, String version, double limit) {
        return Row.jmh(name, ReadLarge.class, Map.of("version", version), "readAllBytes", Limit.atMost(limit));
    }

    private static Row write(String name, String fresh, double limit) {
        return Row.jmh(name, WriteSmall.class, Map.of("fresh", fresh), "temp + rename", Limit.atMost(limit));
    }
}
