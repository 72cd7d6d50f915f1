package dev.shadow.benchmarks.git;

import dev.shadow.git.GitStatus;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** What differs, asked for the first time in a workspace that has just been opened. Not thread-safe. */
public class StatusFirst extends OnTree {
    /**
     * Makes both.
     *
     * @throws IOException when the disk fails
     * @throws InterruptedException when nobody wants to know any more
     */
    @Setup
    public void start() throws IOException, InterruptedException {
        openBoth();
        closeOurs();
    }

    /**
     * Opens the workspace and forgets what the program knew of it.
     *
     * @throws IOException when the disk fails
     * @throws InterruptedException when nobody wants to know any more
     */
    @Setup(Level.Invocation)
    public void forget() throws IOException, InterruptedException {
        GitHome.delete(GitHome.state(engine).resolve("workspaces/standing/git-program"));
        openOurs();
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
    @TearDown(Level.Invocation)
    public void end() {
        closeOurs();
    }
}
