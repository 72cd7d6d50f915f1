package dev.shadow.benchmarks.git;

import dev.shadow.benchmarks.Expect;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** What is stored of commits and branches. Not thread-safe. */
public class Lookup extends OnTree {
    /** What is looked up. */
    @Param({"head", "branch", "log"})
    public String what = "head";

    /**
     * Opens both and compares what they say.
     *
     * @throws IOException when the disk fails
     * @throws InterruptedException when nobody wants to know any more
     */
    @Setup
    public void start() throws IOException, InterruptedException {
        openBoth();
        Expect.same("lines", peer().lines().count(), what.equals("log") ? 100L : 1L);
        Expect.same("ours", true, !ours().toString().isEmpty());
    }

    /**
     * Through the library.
     *
     * @return what was found
     */
    @Benchmark
    public Object ours() {
        return switch (what) {
            case "head" -> git().head();
            case "branch" -> git().currentBranch();
            default -> git().log(100);
        };
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
        return switch (what) {
            case "head" -> bare().run("rev-parse", "HEAD");
            case "branch" -> bare().run("symbolic-ref", "--short", "HEAD");
            default -> bare().run("log", "-100", "--format=%H %P %an %ae %at%x09%s");
        };
    }

    /** Closes the workspace. */
    @TearDown
    public void end() {
        closeOurs();
    }
}
