package dev.shadow.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What the command line asks for. */
record Arguments(List<String> names, boolean quick, boolean help, Optional<Path> json) {
    static Arguments parse(String... args) {
        List<String> names = new ArrayList<>();
        boolean quick = false;
        boolean help = false;
        Optional<Path> json = Optional.empty();
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String arg = rest.next();
            switch (arg) {
                case "--quick" -> quick = true;
                case "--help", "-h" -> help = true;
                case "--json" -> json = Optional.of(file(rest));
                default -> names.add(name(arg));
            }
        }
        return new Arguments(List.copyOf(names), quick, help, json);
    }

    static String usage(List<String> names) {
        return """
            usage: benchmarks/run [NAME ...] [--quick] [--json FILE]

              NAME         what to measure: %s; all of it by default
              --quick      within two minutes a name, for a first look
              --json FILE  where the results go; by default benchmarks/target/results/NAME-TIME.json

            Ends with 0 when no row is over its limit, with 1 when one is, or gave a wrong result, or failed,
            with 2 when the command line is wrong.""".formatted(String.join(", ", names));
    }

    private static Path file(Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new UsageException("--json needs a file");
        }
        return Path.of(rest.next());
    }

    private static String name(String arg) {
        if (arg.startsWith("-")) {
            throw new UsageException("there is no option " + arg + "; see benchmarks/run --help");
        }
        return arg;
    }
}
