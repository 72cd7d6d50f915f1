package dev.shadow.local;

import dev.shadow.command.Exit;
import dev.shadow.command.PtySize;
import dev.shadow.command.Signal;
import dev.shadow.core.store.OutputSink;
import dev.shadow.core.store.ProcessStore.RunningProcess;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * A command in a sandbox: the process of {@code bwrap} that waits outside, its child that is the first process inside, and the
 * child of that, which is the command. Signals are for the command; one for the process outside would end all without a word.
 *
 * <p>Thread-safe.
 */
final class ConfinedProcess implements RunningProcess {
    private final RunningProcess outside;
    private final Predicate<String> mark;
    private final ProcessControl control;

    ConfinedProcess(RunningProcess outside, Predicate<String> mark, ProcessControl control) {
        this.outside = outside;
        this.mark = mark;
        this.control = control;
    }

    @Override
    public OptionalLong pid() {
        return outside.pid();
    }

    @Override
    public OutputStream stdin() {
        return outside.stdin();
    }

    @Override
    public CompletableFuture<Void> readOutput(OutputSink sink, Executor threads) {
        return outside.readOutput(sink, threads);
    }

    @Override
    public void closeOutput() {
        outside.closeOutput();
    }

    @Override
    public CompletableFuture<Exit> exit() {
        return outside.exit();
    }

    @Override
    public void resize(PtySize size) {
        outside.resize(size);
    }

    @Override
    public void signal(Signal signal) {
        Optional<Long> command = command();
        if (command.isPresent()) {
            control.signal(command.get(), signal);
        } else {
            outside.signal(signal); // the sandbox is being made
        }
    }

    /** The oldest child of the first process inside. */
    private Optional<Long> command() {
        List<ProcFs.Stat> running = ProcFs.running();
        return childOf(running, outside.pid().orElse(0)).flatMap(first -> childOf(running, first));
    }

    private static Optional<Long> childOf(List<ProcFs.Stat> running, long parent) {
        return running.stream()
                .filter(process -> process.parent() == parent)
                .map(ProcFs.Stat::identity)
                .min(Comparator.comparingLong(ProcFs.Identity::start).thenComparingLong(ProcFs.Identity::pid))
                .map(ProcFs.Identity::pid);
    }

    /** When the command has ended, the kernel ends all others in the sandbox. */
    @Override
    public void killTree(Duration grace) throws InterruptedException {
        try {
            if (!grace.isZero()) {
                command().ifPresent(command -> control.signal(command, Signal.TERM));
                exit().copy().get(grace.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (TimeoutException | ExecutionException e) {
            // it takes no TERM
        } finally {
            outside.killTree(Duration.ZERO);
        }
        ProcessTree.marked(mark).end(Duration.ZERO);
    }
}
