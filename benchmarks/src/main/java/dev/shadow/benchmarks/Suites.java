package dev.shadow.benchmarks;

import dev.shadow.benchmarks.commands.CommandsSuite;
import dev.shadow.benchmarks.files.FilesSuite;
import dev.shadow.benchmarks.git.GitSuite;
import dev.shadow.benchmarks.local.LocalSuite;
import dev.shadow.benchmarks.search.SearchSuite;
import dev.shadow.benchmarks.terminal.TerminalSuite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The suites that there are. A new one is a class and a line in {@link #known}. */
final class Suites {
    private final Map<String, Suite> byName = new LinkedHashMap<>();

    Suites(List<Suite> suites) {
        for (Suite suite : suites) {
            if (byName.put(suite.name(), suite) != null) {
                throw new IllegalArgumentException("two suites are named " + suite.name());
            }
        }
    }

    static Suites known() {
        return new Suites(List.of(
                new LocalSuite(),
                new FilesSuite(),
                new SearchSuite(),
                new TerminalSuite(),
                new CommandsSuite(),
                new GitSuite()));
    }

    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Those named, in the order of the names and each once; all when none is named. */
    List<Suite> choose(List<String> names) {
        List<Suite> chosen = new ArrayList<>();
        for (String name : names.isEmpty() ? names() : names.stream().distinct().toList()) {
            Suite suite = byName.get(name);
            if (suite == null) {
                throw new UsageException(
                        "there is no benchmark named '" + name + "'; there are: " + String.join(", ", names()));
            }
            chosen.add(suite);
        }
        return chosen;
    }
}
