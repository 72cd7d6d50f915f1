package dev.shadow.benchmarks.search;

import dev.shadow.benchmarks.Limit;
import dev.shadow.benchmarks.Row;
import dev.shadow.benchmarks.Suite;
import java.util.List;
import java.util.Map;

/** Search in local mode against the programs that are known for it, started anew for each search. Thread-safe. */
public final class SearchSuite implements Suite {
    @Override
    public String name() {
        return "search";
    }

    @Override
    public List<Row> rows() {
        return List.of(
                grep("literal", "100", Limit.atMost(0.4)),
                grep("literal", "600", Limit.atMost(0.8)),
                grep("literal", "20000", Limit.atMost(1.2)),
                grep("regex", "20000", Limit.atMost(1.5)),
                grep("any case", "20000", Limit.printed()),
                find("100", Limit.atMost(0.2)),
                find("20000", Limit.atMost(1.5)),
                list("100", Limit.atMost(0.2)),
                list("20000", Limit.atMost(1.5)));
    }

    private static Row grep(String kind, String files, Limit limit) {
        String name = "grep " + kind + ", " + files + " files";
        return Row.jmh(name, GrepTree.class, Map.of("kind", kind, "files", files), "ripgrep", limit);
    }

    private static Row find(String files, Limit limit) {
        return Row.jmh("findFiles, " + files + " files", FindInTree.class, Map.of("files", files), "fd", limit);
    }

    private static Row list(String files, Limit limit) {
        return Row.jmh("list, " + files + " files", ListTree.class, Map.of("files", files), "fd", limit);
    }
}
