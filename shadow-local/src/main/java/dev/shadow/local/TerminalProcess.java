package dev.shadow.local;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Exit;
import dev.shadow.command.PtySize;
import dev.shadow.command.Signal;
import dev.shadow.core.store.OutputSink;
import dev.shadow.core.store.ProcessStore.RunningProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A process with a terminal of its own. Without input that is its output only: it reads {@code /dev/null}, so that it meets the
 * end at once, whatever the terminal's mode.
 *
 * <p>Thread-safe.
 */
final class TerminalProcess implements RunningProcess {
    private final NativeProcess process;
    private final Terminal terminal;

    private TerminalProcess(NativeProcess process, Terminal terminal) {
        this.process = process;
        this.terminal = terminal;
        CompletableFuture<Exit> unused = process.exit().whenComplete((exit, error) -> terminal.close());
    }

    static RunningProcess start(Launch launch, PtySize size) throws IOException {
        Terminal terminal = Terminal.open(size);
        OutputStream stdin = OutputStream.nullOutputStream();
        WakeUp wakeUp = null;
        try {
            wakeUp = new WakeUp();
            if (launch.readsInput()) {
                stdin = new TerminalInput(terminal);
            } else {
                LibC.close(terminal.writer());
            }
            int pid = Spawn.startIn(terminal.name(), launch);
            int end = NativeControl.endOf(pid);
            NativeProcess.Output output = new NativeProcess.Output(terminal.reader(), -1, end, wakeUp, true);
            return new TerminalProcess(new NativeProcess(pid, stdin, output, launch.mark()), terminal);
        } catch (IOException | RuntimeException e) {
            LibC.close(terminal.reader());
            stdin.close();
            terminal.close();
            if (wakeUp != null) {
                wakeUp.close();
            }
            throw e;
        }
    }

    @Override
    public OptionalLong pid() {
        return process.pid();
    }

    @Override
    public OutputStream stdin() {
        return process.stdin();
    }

    @Override
    public CompletableFuture<Void> readOutput(OutputSink sink, Executor threads) {
        return process.readOutput(sink, threads);
    }

    @Override
    public void closeOutput() {
        process.closeOutput();
    }

    @Override
    public CompletableFuture<Exit> exit() {
        return process.exit();
    }

    @Override
    public void signal(Signal signal) {
        process.signal(signal);
    }

    @Override
    public void resize(PtySize size) {
        try {
            terminal.resize(size);
        } catch (IOException e) {
            throw new ShadowException(ErrorCode.IO_ERROR, "the terminal cannot be resized: " + e.getMessage(), e);
        }
    }

    @Override
    public void killTree(Duration grace) throws InterruptedException {
        process.killTree(grace);
    }
}
