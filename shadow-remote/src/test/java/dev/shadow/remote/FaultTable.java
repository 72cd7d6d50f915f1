package dev.shadow.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What callers see of faults on the way, as docs/failures.md has it. */
final class FaultTable {
    private static final Path PAGE = Path.of("..", "docs", "failures.md");
    private static final String FIRST = "| fault ";

    private FaultTable() {}

    static String expected() {
        List<FaultCase.Kind> kinds = List.of(FaultCase.Kind.values());
        String head = FIRST
                + kinds.stream().map(kind -> "| " + operations(kind) + " ").collect(Collectors.joining()) + "|";
        String line = "|---".repeat(kinds.size() + 1) + "|";
        return Stream.concat(
                        Stream.of(head, line), Stream.of(FaultColumn.values()).map(FaultTable::row))
                .collect(Collectors.joining("\n"));
    }

    private static String operations(FaultCase.Kind kind) {
        return FaultCases.all().stream()
                .filter(operation -> operation.kind() == kind)
                .map(FaultCase::name)
                .collect(Collectors.joining("; "));
    }

    /** All operations of a kind see the same. */
    private static String row(FaultColumn column) {
        return "| " + column.title() + " "
                + Stream.of(FaultCase.Kind.values())
                        .map(kind -> "| " + cell(column, kind) + " ")
                        .collect(Collectors.joining())
                + "|";
    }

    private static String cell(FaultColumn column, FaultCase.Kind kind) {
        List<String> seen = FaultCases.all().stream()
                .filter(operation -> operation.kind() == kind)
                .map(column::seenBy)
                .distinct()
                .toList();
        if (seen.size() != 1) {
            throw new IllegalStateException(kind + " differ in " + column + ": " + seen);
        }
        return seen.get(0).equals(FaultColumn.SAME) ? FaultColumn.SAME : "`" + seen.get(0) + "`";
    }

    static String inDocumentation() {
        try {
            return Files.readAllLines(PAGE).stream()
                    .dropWhile(line -> !line.startsWith(FIRST))
                    .takeWhile(line -> line.startsWith("|"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
