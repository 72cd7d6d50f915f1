package dev.shadow.benchmarks.commands;

import dev.shadow.benchmarks.Expect;
import dev.shadow.benchmarks.LocalWorkspace;
import dev.shadow.command.Command;
import dev.shadow.command.CommandResult;
import dev.shadow.command.ResourceLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Runs a short command and waits for its end. Ours reads what it writes as well; the peer does nothing but start and wait. Not
 * thread-safe.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StartAndWait {
    private static final int STATUS = 3;
    private static final String LINE = "exit $((1 + 2))";

    /** A program that does nothing, the same under limits, or a line for the shell. */
    @Param({"argv", "limited", "shell"})
    public String kind = "argv";

    private final LocalWorkspace workspace = new LocalWorkspace();
    private Command command = Command.of("true");
    private String[] argv = {"true"};
    private int expected;

    /**
     * Checks both sides.
     *
     * @throws IOException when a process cannot be started
     * @throws InterruptedException when nobody wants to know any more
     */
    @Setup
    public void start() throws IOException, InterruptedException {
        if (kind.equals("shell")) {
            command = Command.shell(LINE);
            argv = new String[] {"sh", "-c", LINE};
            expected = STATUS;
        } else if (kind.equals("limited")) {
            command = command.limits(
                    ResourceLimits.NONE.cpuTime(Duration.ofMinutes(1)).openFiles(256));
        }
        check();
    }

    /**
     * Through the library.
     *
     * @return how it ended and what it wrote
     */
    @Benchmark
    public CommandResult ours() {
        return workspace.tools().run(command);
    }

    /**
     * By the JDK.
     *
     * @return the exit code
     * @throws IOException when it cannot be started
     * @throws InterruptedException when nobody wants to know any more
     */
    @Benchmark
    public int peer() throws IOException, InterruptedException {
        return new ProcessBuilder(argv).start().waitFor();
    }

    /**
     * Checks both sides again and cleans up.
     *
     * @throws IOException when a process cannot be started
     * @throws InterruptedException when nobody wants to know any more
     */
    @TearDown
    public void end() throws IOException, InterruptedException {
        check();
        workspace.close();
    }

    private void check() throws IOException, InterruptedException {
        CommandResult ours = ours();
        Expect.same("end of our command", "exited with " + expected, ours.exit().describe());
        Expect.same("limits of our command", kind.equals("limited") ? 2 : 0, (int)
                ours.limits().stream().filter(limit -> limit.isEnforced()).count());
        Expect.same("end of the peer's command", expected, peer());
    }
}
