package dev.shadow.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the command line asks for. */
record Arguments(List<String> names, boolean quick, boolean help, Optional<String> only, Optional<Path> json) {
    static Arguments parse(String... args) {
        List<String> names = new ArrayList<>();
        boolean quick = false;
        boolean help = false;
        Optional<String> only = Optional.empty();
        Optional<Path> json = Optional.empty();
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String arg = rest.next();
            switch (arg) {
                case "--quick" -> quick = true;
                case "--help", "-h" -> help = true;
                case "--only" -> only = Optional.of(value(rest, "--only needs a part of a row's name"));
                case "--json" -> json = Optional.of(Path.of(value(rest, "--json needs a file")));
                default -> names.add(name(arg));
            }
        }
        return new Arguments(List.copyOf(names), quick, help, only, json);
    }

    static String usage(List<String> names) {
        return """
            usage: benchmarks/run [NAME ...] [--quick] [--only TEXT] [--json FILE]

              NAME         what to measure: %s; all of it by default
              --quick      within two minutes a name, for a first look
              --only TEXT  no more than the rows whose name contains this, and no pictures
              --json FILE  where the results go; by default benchmarks/target/results/NAME-TIME.json

            Ends with 0 when no row is over its limit, with 1 when one is, or gave a wrong result, or failed,
            with 2 when the command line is wrong.""".formatted(String.join(", ", names));
    }

    /** The rows of a suite that are asked for. */
    List<Row> rows(Suite suite) {
        List<Row> rows = suite.rows().stream()
                .filter(row -> row.name().contains(only.orElse("")))
                .toList();
        if (rows.isEmpty()) {
            throw new UsageException(
                    "no row of " + suite.name() + " has '" + only.orElse("") + "' in its name; there are: "
                            + suite.rows().stream().map(Row::name).collect(Collectors.joining(", ")));
        }
        return rows;
    }

    private static String value(Iterator<String> rest, String missing) {
        if (!rest.hasNext()) {
            throw new UsageException(missing);
        }
        return rest.next();
    }

    private static String name(String arg) {
        if (arg.startsWith("-")) {
            throw new UsageException("there is no option " + arg + "; see benchmarks/run --help");
        }
        return arg;
    }
}
