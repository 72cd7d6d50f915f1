package dev.shadow.local;

import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Exit;
import dev.shadow.command.Signal;
import dev.shadow.core.store.StreamedProcess;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * A process of the JDK. It tells no signal from an exit code, so 128 plus the signal's number is all there is.
 *
 * <p>Thread-safe.
 */
final class JdkProcess implements StreamedProcess {
    private final Process process;
    private final InputStream stdout;
    private final InputStream stderr;
    private final Predicate<String> mark;
    private final CompletableFuture<Exit> exit;

    JdkProcess(Process process, InputStream stdout, InputStream stderr, Predicate<String> mark) {
        this.process = process;
        this.stdout = stdout;
        this.stderr = stderr;
        this.mark = mark;
        this.exit = process.onExit().thenApply(ended -> {
            settle(stdout);
            settle(stderr);
            return new Exit.Exited(ended.exitValue());
        });
    }

    private static void settle(InputStream stream) {
        if (stream instanceof PipeStream pipe) {
            pipe.processEnded();
        }
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(process.pid());
    }

    @Override
    public OutputStream stdin() {
        return process.getOutputStream();
    }

    @Override
    public InputStream stdout() {
        return stdout;
    }

    @Override
    public InputStream stderr() {
        return stderr;
    }

    @Override
    public CompletableFuture<Exit> exit() {
        return exit;
    }

    @Override
    public void signal(Signal signal) {
        if (signal.equals(Signal.TERM)) {
            process.destroy();
        } else if (signal.equals(Signal.KILL)) {
            process.destroyForcibly();
        } else {
            throw cannotSend(signal);
        }
    }

    static ShadowException cannotSend(Signal signal) {
        return new ShadowException(
                        ErrorCode.UNSUPPORTED,
                        "the signal " + signal + " cannot be sent from here; only TERM and KILL can")
                .with("capability", Capability.SIGNALS);
    }

    @Override
    public void killTree(Duration grace) throws InterruptedException {
        ProcessTree.of(process.toHandle(), mark).end(grace);
    }
}
