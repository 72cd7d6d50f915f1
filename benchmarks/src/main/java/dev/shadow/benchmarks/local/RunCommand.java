package dev.shadow.benchmarks.local;

import dev.shadow.benchmarks.Expect;
import dev.shadow.benchmarks.LocalWorkspace;
import dev.shadow.command.Command;
import dev.shadow.command.CommandResult;
import java.io.IOException;
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

/** Runs a short command, drains its output and waits for its end. Not thread-safe. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RunCommand {
    private static final String LINE = "echo $((6 * 7))";

    /** A program that does nothing, or a line for the shell. */
    @Param({"argv", "shell"})
    public String kind = "argv";

    private final LocalWorkspace workspace = new LocalWorkspace();
    private Command command = Command.of("true");
    private String[] argv = {"true"};
    private BareProcess expected = new BareProcess(0, "");

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
            expected = new BareProcess(0, "42\n");
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
     * @return how it ended and what it wrote
     * @throws IOException when it cannot be started
     * @throws InterruptedException when nobody wants to know any more
     */
    @Benchmark
    public Object peer() throws IOException, InterruptedException {
        return BareProcess.run(argv);
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
        Expect.same("end of our command", "exited with 0", ours.exit().describe());
        Expect.same("output of our command", expected.stdout(), ours.stdout().text());
        Expect.same("outcome of the peer's command", expected, peer());
    }
}
