package dev.shadow.benchmarks.git;

import dev.shadow.GitManager;
import dev.shadow.Shadow;
import dev.shadow.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A workspace that stays, and a clone by the bare program with the same changes. Not thread-safe. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public abstract class OnTree {
    /** Who works on trees. */
    @Param({"auto", "jgit"})
    public String engine = "auto";

    private @Nullable Shadow shadow;
    private @Nullable Workspace workspace;
    private @Nullable Path peerTree;

    /** For subclasses only. */
    protected OnTree() {}

    /** Opens both. */
    void openBoth() throws IOException, InterruptedException {
        peerTree = GitHome.peer();
        openOurs();
    }

    void openOurs() throws IOException, InterruptedException {
        shadow = GitHome.shadow(engine);
        workspace = GitHome.open(shadow, engine);
    }

    void closeOurs() {
        if (workspace != null && shadow != null) {
            workspace.close();
            shadow.close();
        }
    }

    GitManager git() {
        return Objects.requireNonNull(workspace).git();
    }

    Path tree() {
        return GitHome.tree(engine);
    }

    Path peerTree() {
        return Objects.requireNonNull(peerTree);
    }

    Git bare() {
        return Git.in(peerTree());
    }
}
