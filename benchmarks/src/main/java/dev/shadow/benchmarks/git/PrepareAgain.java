package dev.shadow.benchmarks.git;

import dev.shadow.DestroyMode;
import dev.shadow.Shadow;
import dev.shadow.WorkspaceSpec;
import dev.shadow.benchmarks.Expect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A second workspace of a repository, with all of its files; the peer checks the files out where the objects are already. Not
 * thread-safe.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PrepareAgain {
    /** Who works on trees. */
    @Param({"auto", "jgit"})
    public String engine = "auto";

    private @Nullable Shadow shadow;
    private String url = "";
    private Path ours = Path.of("");
    private Path peer = Path.of("");

    /** For JMH. */
    public PrepareAgain() {}

    /**
     * Fills the mirror and compares both.
     *
     * @throws IOException when the disk fails
     * @throws InterruptedException when nobody wants to know any more
     */
    @Setup
    public void start() throws IOException, InterruptedException {
        url = GitHome.url();
        ours = GitHome.scratch("prepared-" + engine);
        peer = GitHome.scratch("checked-out");
        shadow = GitHome.shadow(engine);
        clear();
        ours();
        peer();
        Expect.same(
                "a file", Files.readString(peer.resolve(".gitignore")), Files.readString(ours.resolve(".gitignore")));
        Expect.same("what differs", "", Git.in(ours).run("status", "--porcelain"));
    }

    /**
     * Takes both away and shares the objects with the peer.
     *
     * @throws IOException when the disk fails
     * @throws InterruptedException when nobody wants to know any more
     */
    @Setup(Level.Invocation)
    public void clear() throws IOException, InterruptedException {
        if (Files.exists(ours)) {
            Objects.requireNonNull(shadow).workspaces().destroy("second", DestroyMode.DISCARD);
        }
        GitHome.delete(peer);
        Git.in(Path.of("/")).run("clone", "-q", "--no-checkout", "--shared", url.substring(7), peer.toString());
    }

    /** Through the library. */
    @Benchmark
    public void ours() {
        Objects.requireNonNull(shadow)
                .workspaces()
                .prepare(WorkspaceSpec.forTask("second").repository(url, "main").directory(ours))
                .close();
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
        return Git.in(peer).run("checkout", "-q", "main");
    }

    /** Closes. */
    @TearDown
    public void end() {
        Objects.requireNonNull(shadow).close();
    }
}
