package dev.shadow.shell;

import dev.shadow.CommandHandle;
import dev.shadow.CommandTools;
import dev.shadow.ShadowException;
import dev.shadow.Subscription;
import dev.shadow.command.Channel;
import dev.shadow.command.Command;
import dev.shadow.command.CommandLine;
import dev.shadow.command.Exit;
import dev.shadow.command.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One running shell with the driver in it.
 *
 * <p>Thread-safe; one line at a time.
 */
final class LiveShell {
    private final CommandHandle handle;
    private final CappedOutput between;
    private final ChannelReader stdout;
    private final ChannelReader stderr;
    private final boolean merged;
    private final CompletableFuture<Exit> ended;

    private LiveShell(CommandHandle handle, Command template) {
        this.handle = handle;
        this.between = new CappedOutput(template.outputLimit());
        this.stdout = new ChannelReader(template.outputLimit(), between);
        this.stderr = new ChannelReader(template.outputLimit(), between);
        this.merged = template.mergeStderr();
        Subscription out = handle.output(Channel.STDOUT, 0, stdout::accept);
        Subscription err = handle.output(Channel.STDERR, 0, stderr::accept);
        this.ended = handle.onExit().thenCombine(allOf(out, err), (result, read) -> result.exit());
    }

    private static CompletableFuture<Boolean> allOf(Subscription out, Subscription err) {
        return CompletableFuture.allOf(out.completion(), err.completion()).handle((read, error) -> true);
    }

    static LiveShell start(CommandTools tools, Command template) {
        List<String> argv = new ArrayList<>(((CommandLine.Argv) template.line()).arguments());
        argv.add("-c");
        argv.add(Driver.START);
        Command command = template.line(new CommandLine.Argv(argv))
                .environment(Driver.VARIABLE, Driver.script(template.mergeStderr()))
                .openStdin();
        CommandHandle handle = tools.start(command);
        try {
            return new LiveShell(handle, template);
        } catch (RuntimeException | Error e) {
            handle.kill();
            throw e;
        }
    }

    /** How a line ended. */
    record Outcome(Exit exit, ShellResult.Shell shell, String directory) {}

    /** Runs a line; when it takes too long, ends the shell with all that it started. */
    Outcome run(String text, String directory, Duration timeout) throws InterruptedException {
        Driver.Request request = Driver.Request.of(text);
        CompletableFuture<ChannelReader.End> out = stdout.expect(request);
        CompletableFuture<ChannelReader.End> done =
                merged ? out : out.thenCombine(stderr.expect(request), (end, same) -> end);
        CompletableFuture<Outcome> outcome = CompletableFuture.anyOf(done, ended)
                .thenApply(any -> any instanceof ChannelReader.End end
                        ? new Outcome(new Exit.Exited(end.status()), ShellResult.Shell.KEPT, end.directory())
                        : new Outcome((Exit) any, ShellResult.Shell.ENDED, directory));
        write(request);
        try {
            return outcome.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            handle.kill();
            return new Outcome(new Exit.TimedOut("no end after " + timeout), ShellResult.Shell.ENDED, directory);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ShadowException known ? known : new IllegalStateException(e);
        }
    }

    /** A shell that has just ended takes no line; then its end is the outcome. */
    private void write(Driver.Request request) {
        try {
            handle.write(request.input());
        } catch (ShadowException e) {
            if (!handle.info().exit().isPresent()) {
                throw e;
            }
        }
    }

    Output stdout() {
        return stdout.during();
    }

    Output stderr() {
        return stderr.during();
    }

    Output takeBetween() {
        return between.take();
    }

    boolean hasEnded() {
        return ended.isDone() || !handle.info().isRunning();
    }

    void end() {
        handle.kill();
    }
}
