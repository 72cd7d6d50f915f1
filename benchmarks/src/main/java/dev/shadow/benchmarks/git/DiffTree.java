package dev.shadow.benchmarks.git;

import dev.shadow.benchmarks.Expect;
import dev.shadow.git.DiffRequest;
import dev.shadow.git.DiffResult;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** The text of what differs from the index. Not thread-safe. */
public class DiffTree extends OnTree {
    private static final DiffRequest REQUEST = DiffRequest.of(DiffRequest.Sides.WORK_TREE_TO_INDEX);

    /**
     * Opens both and compares what they say.
     *
     * @throws IOException when the disk fails
     * @throws InterruptedException when nobody wants to know any more
     */
    @Setup
    public void start() throws IOException, InterruptedException {
        openBoth();
        Expect.same("text", changes(peer()), changes(ours().text()));
    }

    /** The lines that differ; what stands around them is a matter of taste. */
    private static List<String> changes(String diff) {
        return diff.lines()
                .filter(line -> line.startsWith("+") || line.startsWith("-"))
                .toList();
    }

    /**
     * Through the library.
     *
     * @return the text
     */
    @Benchmark
    public DiffResult ours() {
        return git().diff(REQUEST);
    }

    /**
     * By the bare program.
     *
     * @return the text
     * @throws IOException when it cannot be started
     * @throws InterruptedException when nobody wants to know any more
     */
    @Benchmark
    public String peer() throws IOException, InterruptedException {
        return bare().run("diff");
    }

    /** Closes the workspace. */
    @TearDown
    public void end() {
        closeOurs();
    }
}
