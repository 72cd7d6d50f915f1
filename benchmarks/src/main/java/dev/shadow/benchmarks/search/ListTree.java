package dev.shadow.benchmarks.search;

import dev.shadow.benchmarks.Expect;
import dev.shadow.file.FileStat;
import dev.shadow.file.FileType;
import dev.shadow.file.ListRequest;
import dev.shadow.file.Listing;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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

/** Lists all of a tree: ours with sizes, times and modes, the peer the names alone. Not thread-safe. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ListTree {
    private static final ListRequest REQUEST =
            ListRequest.of(".").depth(100).includeHidden(false).limit(100_000);

    /** How large the tree is. */
    @Param({"100", "20000"})
    public int files = 100;

    private @Nullable SourceTree tree;
    private @Nullable Program fd;
    private List<String> expected = List.of();

    /**
     * Prepares the tree and checks both sides.
     *
     * @throws IOException when the disk fails
     * @throws InterruptedException when nobody wants to know any more
     */
    @Setup
    public void start() throws IOException, InterruptedException {
        fd = Program.fd();
        SourceTree opened = new SourceTree(files);
        tree = opened;
        expected = opened.files();
        check();
    }

    /**
     * Through the library.
     *
     * @return the entries
     */
    @Benchmark
    public Listing ours() {
        return Objects.requireNonNull(tree).tools().list(REQUEST);
    }

    /**
     * By the program, with as many threads and the same rules.
     *
     * @return the paths
     * @throws IOException when it cannot be started
     * @throws InterruptedException when nobody wants to know any more
     */
    @Benchmark
    public List<String> peer() throws IOException, InterruptedException {
        return Objects.requireNonNull(fd)
                .lines(
                        Objects.requireNonNull(tree).directory(),
                        List.of("--threads=" + Runtime.getRuntime().availableProcessors()));
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
        Expect.same(
                "what we listed",
                expected,
                ours().entries().stream()
                        .filter(entry -> entry.type() == FileType.FILE)
                        .map(FileStat::path)
                        .sorted()
                        .toList());
        Expect.same(
                "what the peer listed",
                expected,
                peer().stream().filter(path -> !path.endsWith("/")).sorted().toList());
    }
}
