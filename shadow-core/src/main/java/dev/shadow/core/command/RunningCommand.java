package dev.shadow.core.command;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Channel;
import dev.shadow.command.Command;
import dev.shadow.command.CommandInfo;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import dev.shadow.command.Output;
import dev.shadow.command.PtySize;
import dev.shadow.command.Signal;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.core.store.OutputSink;
import dev.shadow.core.store.ProcessStore.RunningProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One started command, from its start to its end and beyond: its pipes are read until the last holder closes them.
 *
 * <p>It has ended when its own process has, all that this process wrote was read, and, where Shadow ended it, everything that
 * it had started is gone.
 *
 * <p>Thread-safe.
 */
final class RunningCommand {
    /** Between TERM and KILL. */
    static final Duration GRACE = Duration.ofSeconds(2);

    /** How long an ended process's last output is waited for where the store cannot tell that it was read. */
    private static final Duration DRAIN = Duration.ofSeconds(1);

    private final String id;
    private final Command command;
    private final RunningProcess process;
    private final OutputLog log;
    private final Threads threads;
    private final Instant started = Instant.now();
    private final long startNanos = System.nanoTime();
    private final StdinWriter stdin;
    private final AtomicReference<@Nullable Exit> verdict = new AtomicReference<>();
    private final CompletableFuture<Void> killed = new CompletableFuture<>();
    private final AtomicBoolean finishing = new AtomicBoolean();
    private final CompletableFuture<End> finished = new CompletableFuture<>();
    private final CompletableFuture<End> ended = new CompletableFuture<>();
    private volatile Future<?> timeout = CompletableFuture.completedFuture(null);
    private volatile Future<?> silence = timeout;
    private volatile long lastOutputNanos = startNanos;

    /** How it ended and after how long. */
    private record End(Exit exit, Duration duration) {}

    private RunningCommand(String id, Command command, RunningProcess process, OutputLog log, Threads threads) {
        this.id = id;
        this.command = command;
        this.process = process;
        this.log = log;
        this.threads = threads;
        this.stdin = StdinWriter.begin(
                process.stdin(),
                command.stdin(),
                threads,
                error -> end(new Exit.Unknown("ended, because its input could not be read: " + error.getMessage())));
    }

    /** Takes over a process that was just started; when that fails the process is ended. */
    static RunningCommand launch(String id, Command command, RunningProcess process, OutputLog log, Threads threads) {
        try {
            RunningCommand running = new RunningCommand(id, command, process, log, threads);
            running.begin();
            return running;
        } catch (RuntimeException | Error e) {
            try {
                process.killTree(Duration.ZERO);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            log.drop();
            throw e;
        }
    }

    private void begin() {
        CompletableFuture<Void> drained = process.readOutput(new ToLog(), threads.blocking());
        CompletableFuture<Exit> unused =
                process.exit().whenComplete((exit, error) -> processEnded(exit, error, drained));
        command.timeout()
                .ifPresent(limit ->
                        timeout = threads.schedule(limit, () -> end(new Exit.TimedOut("no end after " + limit))));
        command.noOutputTimeout().ifPresent(limit -> watchSilence(limit, limit));
        if (ended.isDone()) {
            cancelTimers();
        }
    }

    private final class ToLog implements OutputSink {
        @Override
        public void append(Channel channel, byte[] bytes, int length) {
            lastOutputNanos = System.nanoTime();
            log.append(channel, bytes, length);
        }

        @Override
        public void caughtUp() {
            log.readers().wakeAll();
        }
    }

    private void processEnded(@Nullable Exit exit, @Nullable Throwable error, CompletableFuture<Void> drained) {
        Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
        Exit known = exit != null ? exit : new Exit.Unknown("its end was not seen: " + error);
        stdin.commandEnded();
        CompletableFuture<Void> unused = drained.copy()
                .completeOnTimeout(null, DRAIN.toMillis(), TimeUnit.MILLISECONDS)
                .thenRun(() -> judge(new End(known, duration)));
    }

    /** Its own exit counts, unless Shadow ended it; then it has ended when nothing of it is left. */
    private void judge(End own) {
        Exit ours = verdict.get();
        if (ours == null) {
            finish(own);
        } else {
            CompletableFuture<Void> unused = killed.thenRun(() -> finish(new End(ours, own.duration())));
        }
    }

    private void finish(End end) {
        if (!finishing.compareAndSet(false, true)) {
            return;
        }
        log.end();
        cancelTimers();
        finished.complete(end);
        ended.complete(end);
    }

    private void cancelTimers() {
        timeout.cancel(false);
        silence.cancel(false);
    }

    private void watchSilence(Duration limit, Duration delay) {
        silence = threads.schedule(delay, () -> {
            Duration left = limit.minusNanos(System.nanoTime() - lastOutputNanos);
            if (left.isNegative() || left.isZero()) {
                end(new Exit.TimedOut("no output for " + limit));
            } else if (!ended.isDone()) {
                watchSilence(limit, left);
            }
        });
    }

    /** Ends it with everything that it started, unless its process has ended already. Does not wait. */
    void end(Exit reason) {
        if (process.exit().isDone() || !verdict.compareAndSet(null, reason)) {
            return;
        }
        log.readers().hurry();
        try {
            threads.blocking().execute(() -> kill(reason, GRACE));
        } catch (RuntimeException | Error e) { // no thread to be had
            kill(reason, Duration.ZERO);
        }
    }

    private void kill(Exit reason, Duration grace) {
        try {
            process.killTree(grace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody interrupts this thread, and KILL was sent
        } finally {
            killed.complete(null);
            Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
            Future<?> unused = threads.schedule(DRAIN.multipliedBy(2), () -> finish(new End(reason, duration)));
        }
    }

    void signal(Signal signal) {
        if (!process.exit().isDone()) {
            process.signal(signal);
        }
    }

    void resize(PtySize size) {
        if (!process.exit().isDone()) {
            process.resize(size);
        }
    }

    /** Lets go of the pipes of a command that has ended; those who still hold them write to nobody. */
    void close() {
        log.drop();
        process.closeOutput();
    }

    /** Goes on reading its pipes for as long as somebody holds them. */
    void forgetWhenEnded() {
        CompletableFuture<Void> unused = ended.thenAccept(end -> log.drop());
    }

    String id() {
        return id;
    }

    OutputLog log() {
        return log;
    }

    StdinWriter stdin() {
        return stdin;
    }

    boolean hasEnded() {
        return ended.isDone();
    }

    /** Runs a short task right before anybody learns that this command has ended; now, when it has. */
    void beforeEnd(Consumer<Exit> task) {
        CompletableFuture<Void> unused = finished.thenAccept(end -> task.accept(end.exit()));
    }

    /** Completes when it has ended; on the thread that sees the end, so dependents are short. */
    CompletableFuture<Void> ended() {
        return ended.thenAccept(end -> {});
    }

    CommandInfo info() {
        End end = ended.getNow(null);
        return new CommandInfo(
                id,
                command.line().display(),
                started,
                process.pid(),
                Optional.ofNullable(end).map(End::exit));
    }

    /** The result of an ended command, read from its log. */
    CommandResult result() {
        End end = ended.getNow(null);
        if (end == null) {
            throw new ShadowException(ErrorCode.INTERNAL, "the command has not ended");
        }
        Output stdout = new HeadAndTail(log, Channel.STDOUT).of(command.outputLimit());
        Output stderr = new HeadAndTail(log, Channel.STDERR).of(command.outputLimit());
        Output merged = stderr.totalBytes() == 0
                ? stdout
                : stdout.totalBytes() == 0 ? stderr : new HeadAndTail(log, Channel.MERGED).of(command.outputLimit());
        return new CommandResult(id, end.exit(), stdout, stderr, merged, end.duration(), process.limits());
    }
}
