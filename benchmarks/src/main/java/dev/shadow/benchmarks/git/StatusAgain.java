package dev.shadow.benchmarks.git;

import dev.shadow.benchmarks.Expect;
import dev.shadow.git.GitStatus;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** What differs, when it was asked before. Not thread-safe. */
public class StatusAgain extends OnTree {
    /**
     * Opens both and compares what they say.
     *
     * @throws IOException when the disk fails
     * @throws InterruptedException when nobody wants to know any more
     */
    @Setup
    public void start() throws IOException, InterruptedException {
        openBoth();
        Expect.same("entries", peer().chars().filter(c -> c == 0).count(), (long)
                ours().entries().size());
    }

    /**
     * Through the library.
     *
     * @return what differs
     */
    @Benchmark
    public GitStatus ours() {
        return git().status();
    }

    /**
     * By the bare program.
     *
     * @return what it printed
     * @throws IOException when it cannot be started
     * @throws InterruptedException when nobody wants to know any more
     */
    @Benchmark
    public String peer() throws IOException, InterruptedException {
        return bare().run("status", "--porcelain=v2", "-z", "--untracked-files=all");
    }

    /** Closes the workspace. */
    @TearDown
    public void end() {
        closeOurs();
    }
}
