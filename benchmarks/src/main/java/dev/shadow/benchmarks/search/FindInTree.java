package dev.shadow.benchmarks.search;

import dev.shadow.benchmarks.Expect;
import dev.shadow.search.FindRequest;
import dev.shadow.search.FindResult;
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

/** Finds files by a glob that some of a tree match, in a warm cache. Not thread-safe. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FindInTree {
    private static final FindRequest REQUEST = FindRequest.glob("*Map.java");

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
        expected = opened.files().stream()
                .filter(path -> path.endsWith("Map.java"))
                .toList();
        check();
    }

    /**
     * Through the library.
     *
     * @return the paths
     */
    @Benchmark
    public FindResult ours() {
        return Objects.requireNonNull(tree).tools().findFiles(REQUEST);
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
        List<String> arguments =
                List.of("--threads=" + Runtime.getRuntime().availableProcessors(), "--type=f", "--glob", "*Map.java");
        return Objects.requireNonNull(fd).lines(Objects.requireNonNull(tree).directory(), arguments);
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
        Expect.same("that there are some files", true, !expected.isEmpty());
        Expect.same("what we found", expected, ours().paths());
        Expect.same("what the peer found", expected, peer().stream().sorted().toList());
    }
}
