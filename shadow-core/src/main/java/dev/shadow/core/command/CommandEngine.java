package dev.shadow.core.command;

import dev.shadow.Capability;
import dev.shadow.CommandTools;
import dev.shadow.ErrorCode;
import dev.shadow.OnLastClose;
import dev.shadow.ShadowException;
import dev.shadow.command.Command;
import dev.shadow.command.CommandInfo;
import dev.shadow.command.CommandOperation;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import dev.shadow.command.OutputChunk;
import dev.shadow.command.Stdin;
import dev.shadow.core.concurrent.PullPublisher;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.core.store.ProcessStore;
import dev.shadow.core.terminal.TerminalEngine;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.Done;
import dev.shadow.spi.OperationTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The operations of {@link CommandOperation} over a store of processes: ids, timeouts, output logs and ends.
 *
 * <p>Thread-safe.
 */
public final class CommandEngine implements AutoCloseable {
    private static final int HISTORY = 100;

    /** Where a command looks for the trace that it is a part of. */
    private static final String TRACE_PARENT = "TRACEPARENT";

    /** Longer than TERM, grace and KILL take, and than a store tries. */
    private static final Duration END_OF_ALL = Duration.ofSeconds(20);

    private final ProcessStore store;
    private final @Nullable Path logs;
    private final @Nullable TerminalEngine terminal;
    private final Threads threads = Threads.system();
    private final CommandRegistry registry = new CommandRegistry(HISTORY, threads);

    /**
     * An engine that keeps output in memory, up to 16 MiB a command.
     *
     * @param store starts the processes
     */
    public CommandEngine(ProcessStore store) {
        this(store, Optional.empty(), Optional.empty());
    }

    /**
     * An engine that keeps output in files once it is long, up to 64 MiB a command.
     *
     * @param store starts the processes
     * @param logs a directory of this engine alone, made when it is needed; the engine removes its files
     */
    public CommandEngine(ProcessStore store, Path logs) {
        this(store, Optional.of(logs), Optional.empty());
    }

    private CommandEngine(ProcessStore store, Optional<Path> logs, Optional<TerminalEngine> terminal) {
        this.store = store;
        this.logs = logs.orElse(null);
        this.terminal = terminal.orElse(null);
    }

    /**
     * The same before its first command, with every command shown in a terminal: its line, its output and its exit.
     *
     * @param shown the terminal, which the caller closes after this engine
     * @return another engine, to be used in place of this one
     */
    public CommandEngine showingIn(TerminalEngine shown) {
        return new CommandEngine(store, Optional.ofNullable(logs), Optional.of(shown));
    }

    /**
     * Forgets commands some time after their end, with their output; without this only when 100 others have ended.
     *
     * @param retention more than zero; for commands that end from now on
     */
    public void keepEnded(Duration retention) {
        registry.keepEnded(retention);
    }

    /**
     * Adds the handlers of this engine, and what it and its store can do.
     *
     * @param table to be filled
     */
    public void register(OperationTable.Builder table) {
        table.can(Capability.COMMANDS);
        store.capabilities().forEach(table::can);
        table.on(CommandOperation.Run.class, (operation, call) -> run(operation.command(), call))
                .on(CommandOperation.Start.class, (operation, call) -> start(operation.command(), call))
                .on(
                        CommandOperation.Describe.class,
                        (operation, call) -> registry.find(operation.id()).info())
                .on(CommandOperation.ListCommands.class, (operation, call) -> list())
                .on(CommandOperation.ReadOutput.class, (operation, call) -> read(operation))
                .on(CommandOperation.FollowOutput.class, (operation, call) -> follow(operation))
                .on(CommandOperation.OnExit.class, (operation, call) -> onExit(operation.id()))
                .on(CommandOperation.WriteStdin.class, this::write)
                .on(CommandOperation.CloseStdin.class, this::closeStdin)
                .on(CommandOperation.SendSignal.class, (operation, call) -> signal(operation))
                .on(CommandOperation.Resize.class, (operation, call) -> resize(operation))
                .on(CommandOperation.Kill.class, (operation, call) -> kill(operation.id(), call.deadline()));
    }

    private CommandResult run(Command asked, CallContext call) throws InterruptedException {
        Deadline deadline = call.deadline();
        Command command = asked.timeout().isPresent() ? asked : asked.timeout(CommandTools.DEFAULT_TIMEOUT);
        RunningCommand running = startOrAttach(command, call);
        running.log().hold();
        try {
            if (!await(running.ended(), deadline)) {
                endAndWait(running, new Exit.TimedOut("the deadline of its call passed"));
                throw deadline.exceeded();
            }
            return running.result();
        } catch (InterruptedException e) {
            endAndWait(running, new Exit.Cancelled());
            throw e;
        } finally {
            running.log().release();
        }
    }

    /** For a caller that gives up: a second interrupt ends the waiting, and never the ending. */
    private static void endAndWait(RunningCommand running, Exit reason) throws InterruptedException {
        running.end(reason);
        await(running.ended(), Deadline.after(END_OF_ALL));
    }

    private CommandInfo start(Command command, CallContext call) throws InterruptedException {
        return startOrAttach(command, call).info();
    }

    private RunningCommand startOrAttach(Command command, CallContext call) throws InterruptedException {
        requireSupported(command);
        String id =
                command.id().orElseGet(() -> "c-" + UUID.randomUUID().toString().substring(24));
        CommandRegistry.Claim claim = registry.claim(id, identity(command));
        if (!claim.isNew()) {
            return claim.entry().await(call.deadline());
        }
        try {
            ProcessStore.RunningProcess process = startProcess(id, traced(command, call));
            OutputLog log = OutputLog.create(logs, command.outputLimit());
            TerminalFeed feed = show(id, command, log);
            RunningCommand running = RunningCommand.launch(id, command, process, log, threads);
            if (feed != null) {
                running.beforeEnd(feed::ended);
            }
            registry.started(claim.entry(), running);
            return running;
        } catch (RuntimeException | Error e) {
            registry.failed(claim.entry(), e);
            throw e;
        }
    }

    /** Not part of what makes a command the same command: who comes back to it does so in another trace. */
    private static Command traced(Command command, CallContext call) {
        boolean given = command.environment().set().containsKey(TRACE_PARENT);
        return given
                ? command
                : call.traceParent()
                        .map(value -> command.environment(TRACE_PARENT, value))
                        .orElse(command);
    }

    private ProcessStore.RunningProcess startProcess(String id, Command command) throws InterruptedException {
        try {
            return store.start(id, command);
        } catch (ShadowException e) {
            if (terminal != null) {
                new TerminalFeed(terminal, id, threads).refused(command.line().display(), e);
            }
            throw e;
        }
    }

    private @Nullable TerminalFeed show(String id, Command command, OutputLog log) {
        TerminalEngine shown = terminal;
        if (shown == null) {
            return null;
        }
        TerminalFeed feed = new TerminalFeed(shown, id, threads);
        feed.started(command.line().display());
        log.tap(feed);
        return feed;
    }

    /** Run and start differ in the timeout that they give to a command without one, which makes it no other command. */
    private static Command identity(Command command) {
        return command.timeout().isPresent() ? command : command.timeout(CommandTools.DEFAULT_TIMEOUT);
    }

    private void requireSupported(Command command) {
        if (command.pty().isPresent()) {
            require(Capability.PTY, "leave Command.pty out to run the command with pipes");
        }
        if (command.sandbox().isPresent()) {
            require(Capability.SANDBOX, "leave Command.sandbox out to run the command unconfined");
        }
        if (!command.limits().isEmpty()) {
            require(Capability.RESOURCE_LIMITS, "leave Command.limits out to run the command without limits");
        }
        if (command.stdin() instanceof Stdin.Open) {
            require(Capability.STDIN_OPEN, "give the whole input with Command.stdin");
        }
    }

    private void require(Capability capability, String otherwise) {
        if (!store.capabilities().contains(capability)) {
            String reason =
                    store.reasonWithout(capability).map(why -> ": " + why).orElse("");
            throw new ShadowException(
                            ErrorCode.UNSUPPORTED,
                            "this workspace has not the capability " + capability + reason + "; " + otherwise)
                    .with("capability", capability);
        }
    }

    private List<CommandInfo> list() {
        return registry.entries().stream()
                .map(CommandRegistry.Entry::running)
                .filter(Objects::nonNull)
                .map(RunningCommand::info)
                .toList();
    }

    private OutputChunk read(CommandOperation.ReadOutput operation) {
        RunningCommand running = registry.find(operation.id());
        return running.log().read(operation.channel(), operation.offset(), operation.maxBytes());
    }

    private Flow.Publisher<OutputChunk> follow(CommandOperation.FollowOutput operation) {
        OutputLog log = registry.find(operation.id()).log();
        return new PullPublisher<>(
                threads.delivery(), wake -> new Follower(log, operation.channel(), operation.offset(), wake));
    }

    /** The result is read from the log for each caller: keeping it would keep the output of 100 commands in memory. */
    private CompletableFuture<CommandResult> onExit(String id) {
        RunningCommand running = registry.find(id);
        running.log().hold();
        return running.ended()
                .thenApplyAsync(end -> running.result(), threads.delivery())
                .whenComplete((result, error) -> running.log().release());
    }

    private Done write(CommandOperation.WriteStdin operation, CallContext call) throws InterruptedException {
        registry.find(operation.id()).stdin().write(operation.content(), call.deadline());
        return Done.DONE;
    }

    private Done closeStdin(CommandOperation.CloseStdin operation, CallContext call) throws InterruptedException {
        registry.find(operation.id()).stdin().close(call.deadline());
        return Done.DONE;
    }

    private Done signal(CommandOperation.SendSignal operation) {
        registry.find(operation.id()).signal(operation.signal());
        return Done.DONE;
    }

    private Done resize(CommandOperation.Resize operation) {
        registry.find(operation.id()).resize(operation.size());
        return Done.DONE;
    }

    private Done kill(String id, Deadline deadline) throws InterruptedException {
        RunningCommand running = registry.find(id);
        running.end(new Exit.Cancelled());
        if (!await(running.ended(), deadline)) {
            throw deadline.exceeded();
        }
        return Done.DONE;
    }

    /** Whether the future completed in time. */
    private static boolean await(CompletableFuture<Void> future, Deadline deadline) throws InterruptedException {
        try {
            future.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new ShadowException(ErrorCode.INTERNAL, "the end of a command was not seen", e);
        }
    }

    /**
     * Ends every command and everything that commands left behind, and waits for that, at most 40 seconds. Their history
     * stays. An interrupt shortens the waiting and not the ending.
     */
    public void endAll() {
        boolean interrupted = Thread.interrupted();
        try {
            Deadline deadline = Deadline.after(END_OF_ALL);
            List<CompletableFuture<Void>> ends = registry.entries().stream()
                    .map(entry -> entry.end(new Exit.Cancelled()))
                    .toList();
            await(CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)), deadline);
            store.endLeftovers(RunningCommand.GRACE);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** As {@link #close(OnLastClose)} with {@link OnLastClose#END_COMMANDS}. */
    @Override
    public void close() {
        close(OnLastClose.END_COMMANDS);
    }

    /**
     * Starts no command from now on, and either ends all of them and removes their output, or lets them go on. Those are
     * read until their end, as a full pipe would stop them, for as long as this process lives.
     *
     * @param mode what becomes of running commands
     */
    public void close(OnLastClose mode) {
        registry.close();
        if (mode == OnLastClose.END_COMMANDS) {
            endAll();
        }
        for (CommandRegistry.Entry entry : registry.entries()) {
            RunningCommand running = entry.running();
            if (running != null && mode == OnLastClose.END_COMMANDS) {
                running.close();
            } else if (running != null) {
                running.forgetWhenEnded();
            }
        }
    }
}
