package dev.shadow.benchmarks.git;

import dev.shadow.benchmarks.Expect;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.CommitResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Commits files that have changed, by their paths. Not thread-safe. */
public class CommitFiles extends OnTree {
    /** How many. */
    @Param({"1", "500"})
    public int files = 1;

    private int serial;

    /**
     * Opens both and compares what they say.
     *
     * @throws IOException when the disk fails
     * @throws InterruptedException when nobody wants to know any more
     */
    @Setup
    public void start() throws IOException, InterruptedException {
        openBoth();
        change();
        ours();
        peer();
        Expect.same("clean", 0L, changed(bare().run("status", "--porcelain=v2", "-z", "changing")));
    }

    /**
     * Changes the files.
     *
     * @throws IOException when the disk fails
     * @throws InterruptedException when nobody wants to know any more
     */
    @Setup(Level.Invocation)
    public void change() throws IOException, InterruptedException {
        serial++;
        for (Path root : List.of(tree(), peerTree())) {
            Files.createDirectories(root.resolve("changing"));
            for (int i = 0; i < files; i++) {
                Files.writeString(
                        root.resolve("changing").resolve(i + ".txt"),
                        "file " + i + " " + serial + System.nanoTime() + "\n");
            }
        }
    }

    private static long changed(String output) {
        return output.chars().filter(c -> c == 0).count();
    }

    /**
     * Through the library.
     *
     * @return the commit
     */
    @Benchmark
    public CommitResult ours() {
        return git().commit(CommitRequest.of("Change").paths("changing"));
    }

    /**
     * By the bare program.
     *
     * @return nothing
     * @throws IOException when it cannot be started
     * @throws InterruptedException when nobody wants to know any more
     */
    @Benchmark
    public String peer() throws IOException, InterruptedException {
        bare().run("add", "changing");
        return bare().run("commit", "-q", "-m", "Change");
    }

    /** Closes the workspace. */
    @TearDown
    public void end() {
        closeOurs();
    }
}
