package dev.shadow.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code benchmarks/run} starts. Not thread-safe. */
public final class Main {
    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int FAILED = 1;
    private static final int BAD_USAGE = 2;

    private final Suites suites;
    private final Path root;
    private final Console console;

    Main(Suites suites, Path root, Console console) {
        this.suites = suites;
        this.root = root;
        this.console = console;
    }

    /**
     * Runs suites, prints a line a row and writes the results. The system properties {@code shadow.benchmarks.root} and
     * {@code shadow.benchmarks.terminal} say where the checkout is and whether a person watches.
     *
     * @param args as {@code benchmarks/run --help} tells
     */
    public static void main(String[] args) {
        Path root = Path.of(System.getProperty("shadow.benchmarks.root", "."));
        Console console = new Console(System.out, Boolean.getBoolean("shadow.benchmarks.terminal"));
        System.exit(new Main(Suites.known(), root, console).exitStatus(System.err, args));
    }

    int exitStatus(PrintStream errors, String... args) {
        try {
            return run(Arguments.parse(args));
        } catch (UsageException e) {
            errors.println("benchmarks/run: " + e.getMessage());
            return BAD_USAGE;
        } catch (IOException e) {
            errors.println("benchmarks/run: the results cannot be written: " + e);
            return FAILED;
        }
    }

    private int run(Arguments arguments) throws IOException {
        if (arguments.help()) {
            console.line(Arguments.usage(suites.names()));
            return 0;
        }
        return measure(arguments, suites.choose(arguments.names()));
    }

    private int measure(Arguments arguments, List<Suite> chosen) throws IOException {
        Instant started = Instant.now();
        Machine machine = Machine.here();
        Commit commit = Commit.of(root);
        Report report = new Report(started, machine, commit);
        console.line("# " + machine.cpu() + ", " + machine.cores() + " cores, " + machine.os() + ", " + machine.jdk());
        console.line("# commit " + commit);
        boolean passes = true;
        for (Suite suite : chosen) {
            passes &= measure(suite, arguments, report);
        }
        Path file = arguments.json().orElseGet(() -> defaultFile(chosen, started));
        report.write(file);
        console.line("# results: " + file);
        return passes ? 0 : FAILED;
    }

    private boolean measure(Suite suite, Arguments arguments, Report report) throws IOException {
        List<Row> rows = arguments.rows(suite);
        Effort effort = arguments.quick() ? Effort.quick(rows.size()) : Effort.full();
        Table table = new Table(rows);
        Referee referee = new Referee(effort, console::progress);
        report.begin(suite.name(), effort);
        effort.explanation(suite.name()).forEach(console::line);
        console.line(table.header());
        boolean passes = true;
        for (Row row : rows) {
            RowResult result = referee.judge(row);
            console.row(table.line(result), result.verdict());
            report.add(result);
            passes &= result.verdict().passes();
        }
        if (arguments.only().isEmpty()) {
            for (Path picture : suite.draw(effort, root.resolve("benchmarks/target/results"))) {
                console.line("# picture: " + picture);
            }
        }
        return passes;
    }

    private Path defaultFile(List<Suite> chosen, Instant started) {
        String names = chosen.stream().map(Suite::name).collect(Collectors.joining("+"));
        return root.resolve("benchmarks/target/results/" + names + "-" + FILE_TIME.format(started) + ".json");
    }
}
