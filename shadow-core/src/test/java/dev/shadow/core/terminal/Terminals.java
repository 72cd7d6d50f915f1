package dev.shadow.core.terminal;

import dev.shadow.Bytes;
import dev.shadow.core.terminal.TerminalEngine.Keeping;
import dev.shadow.terminal.TerminalEntry;
import dev.shadow.terminal.TerminalEntry.Kind;
import dev.shadow.terminal.TerminalSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Terminals for tests, and what is in them. */
final class Terminals {
    static final TerminalLimits SMALL = new TerminalLimits(100, 10_000);
    private static final TerminalBudget BUDGET = new TerminalBudget(128L << 20);

    private Terminals() {}

    static TerminalEngine inMemory(TerminalLimits limits) {
        return new TerminalEngine(limits, BUDGET);
    }

    static TerminalEngine kept(Path directory) {
        return kept(directory, SMALL, Keeping.ALWAYS);
    }

    static TerminalEngine kept(Path directory, TerminalLimits limits, Keeping keeping) {
        return new TerminalEngine(limits, BUDGET, directory, keeping);
    }

    static long say(TerminalEngine terminal, String text) {
        return terminal.append(Kind.STDOUT, "c-1", Bytes.utf8(text));
    }

    static void sayMany(TerminalEngine terminal, int from, int to) {
        for (int i = from; i <= to; i++) {
            say(terminal, "line " + i);
        }
    }

    static List<TerminalEntry> entries(TerminalEngine terminal) {
        return entries(terminal.snapshot(0, Integer.MAX_VALUE));
    }

    static List<TerminalEntry> entries(TerminalSnapshot snapshot) {
        List<TerminalEntry> entries = new ArrayList<>();
        snapshot.forEach(entries::add);
        return entries;
    }

    static List<String> texts(TerminalEngine terminal) {
        return entries(terminal).stream().map(entry -> entry.bytes().utf8()).toList();
    }

    static List<Path> segments(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }
}
