package dev.shadow.benchmarks.search;

import dev.shadow.benchmarks.Expect;
import dev.shadow.search.GrepRequest;
import dev.shadow.search.GrepResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Looks for what few lines of a tree hold, in a warm cache. Not thread-safe. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GrepTree {
    /** What is looked for. */
    @Param({"literal", "regex", "any case"})
    public String kind = "literal";

    /** How large the tree is. */
    @Param({"100", "600", "20000"})
    public int files = 100;

    private @Nullable SourceTree tree;
    private @Nullable Program ripgrep;
    private GrepRequest request = GrepRequest.literal("Illegal initial capacity");
    private List<String> arguments = List.of("--fixed-strings", "--", "Illegal initial capacity");
    private String pattern = Pattern.quote("Illegal initial capacity");
    private List<String> expected = List.of();

    /**
     * Prepares the tree and checks both sides.
     *
     * @throws IOException when the disk fails
     * @throws InterruptedException when nobody wants to know any more
     */
    @Setup
    public void start() throws IOException, InterruptedException {
        ripgrep = Program.ripgrep();
        SourceTree opened = new SourceTree(files);
        tree = opened;
        switch (kind) {
            case "regex" -> {
                pattern = "new Linked\\w*Queue<";
                request = GrepRequest.regex(pattern);
                arguments = List.of("--regexp", pattern);
            }
            case "any case" -> {
                pattern = "(?i)linkedtransferqueue";
                request = GrepRequest.literal("linkedtransferqueue").ignoreCase(true);
                arguments = List.of("--ignore-case", "--fixed-strings", "--", "linkedtransferqueue");
            }
            default -> {}
        }
        expected = matchesByHand(opened);
        check();
    }

    private List<String> matchesByHand(SourceTree source) throws IOException {
        Pattern compiled = Pattern.compile(pattern);
        List<String> matches = new ArrayList<>();
        for (String file : source.files()) {
            Path path = source.directory().resolve(file);
            String[] lines = Files.readString(path, StandardCharsets.ISO_8859_1).split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                if (compiled.matcher(lines[i]).find()) {
                    matches.add(file + ":" + (i + 1));
                }
            }
        }
        return matches;
    }

    /**
     * Through the library.
     *
     * @return the matches
     */
    @Benchmark
    public GrepResult ours() {
        return Objects.requireNonNull(tree).tools().grep(request);
    }

    /**
     * By the program, with as many threads and the same rules.
     *
     * @return the matches
     * @throws IOException when it cannot be started
     * @throws InterruptedException when nobody wants to know any more
     */
    @Benchmark
    public List<String> peer() throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                "--no-config",
                "--no-messages",
                "--no-heading",
                "--line-number",
                "--threads=" + Runtime.getRuntime().availableProcessors()));
        all.addAll(arguments);
        all.add(".");
        return Objects.requireNonNull(ripgrep)
                .lines(Objects.requireNonNull(tree).directory(), all);
    }

    /**
     * Checks both sides again.
     *
     * @throws IOException when the program cannot be started
     * @throws InterruptedException when nobody wants to know any more
     */
    @TearDown
    public void end() throws IOException, InterruptedException {
        check();
        Objects.requireNonNull(tree).close();
    }

    private void check() throws IOException, InterruptedException {
        Expect.same("that there are some matches", true, !expected.isEmpty() && expected.size() < 200);
        Expect.same(
                "what we found",
                expected,
                ours().matches().stream()
                        .map(match -> match.path() + ":" + match.line())
                        .toList());
        Expect.same(
                "what the peer found",
                expected.stream().sorted().toList(),
                peer().stream().map(GrepTree::place).sorted().toList());
    }

    /** Without the text of the line. */
    private static String place(String line) {
        int afterPath = line.indexOf(':');
        return line.substring(line.startsWith("./") ? 2 : 0, line.indexOf(':', afterPath + 1));
    }
}
