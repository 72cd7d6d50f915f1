package dev.shadow.benchmarks.commands;

import dev.shadow.benchmarks.Expect;
import dev.shadow.benchmarks.LocalWorkspace;
import dev.shadow.command.Command;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Sandbox;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Runs a short command in a sandbox, beside the same without one. Not thread-safe. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RunConfined {
    private static final Command OPEN = Command.of("true");
    private static final Command CONFINED = OPEN.sandbox(Sandbox.network(false));

    private final LocalWorkspace workspace = new LocalWorkspace();

    /** Checks both sides. */
    @Setup
    public void start() {
        check();
    }

    /**
     * In a sandbox.
     *
     * @return how it ended
     */
    @Benchmark
    public CommandResult ours() {
        return workspace.tools().run(CONFINED);
    }

    /**
     * Without one.
     *
     * @return how it ended
     */
    @Benchmark
    public CommandResult peer() {
        return workspace.tools().run(OPEN);
    }

    /** Checks both sides again and cleans up. */
    @TearDown
    public void end() {
        check();
        workspace.close();
    }

    private void check() {
        Expect.same(
                "end of the confined command", "exited with 0", ours().exit().describe());
        Expect.same("end of the other command", "exited with 0", peer().exit().describe());
    }
}
