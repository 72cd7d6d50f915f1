package dev.shadow.remote;

import dev.shadow.CommandTools;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Command;
import dev.shadow.command.CommandInfo;
import dev.shadow.command.CommandOperation;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import dev.shadow.command.Output;
import dev.shadow.command.OutputChunk;
import dev.shadow.command.Stdin;
import dev.shadow.protocol.Headers;
import dev.shadow.protocol.Routes;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Done;
import dev.shadow.spi.OperationTable;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/** Commands, whose output travels as it is and whose ends are told honestly. Thread-safe. */
final class RemoteCommands {
    private static final Duration POLL = Duration.ofSeconds(20);

    private static final String STARTED_ANEW = "the sidecar was started anew while the command ran";

    private final HandleClient calls;
    private final Executor executor;
    private final BrokenInputs broken = new BrokenInputs();

    RemoteCommands(HandleClient calls, Executor executor) {
        this.calls = calls;
        this.executor = executor;
    }

    void register(OperationTable.Builder table) {
        table.on(CommandOperation.Run.class, this::run)
                .on(CommandOperation.Start.class, this::start)
                .on(CommandOperation.ReadOutput.class, this::read)
                .on(CommandOperation.FollowOutput.class, this::follow)
                .on(CommandOperation.OnExit.class, this::onExit)
                .on(CommandOperation.WriteStdin.class, this::write);
    }

    /** Named here and not there, so that a call whose answer was lost knows its command. */
    private static Command named(Command command) {
        return command.id().isPresent()
                ? command
                : command.id("c-" + UUID.randomUUID().toString().substring(24));
    }

    private CommandResult run(CommandOperation.Run operation, CallContext context) throws InterruptedException {
        Command command = named(operation.command());
        if (command.stdin() instanceof Stdin.Streamed streamed) {
            return runStreamed(command, streamed, context);
        }
        WireCall call = WireCall.of("POST", Routes.operation(CommandOperation.Run.TYPE.name()), context)
                .json(new CommandOperation.Run(command))
                .keyed();
        try {
            return calls.cancelling(call).json(CommandResult.class);
        } catch (ShadowException e) {
            if (e.code().equals(ErrorCode.OUTCOME_UNKNOWN)) {
                return unknown(command.id().orElseThrow(), e.message());
            }
            throw e;
        }
    }

    /** A stream of this side cannot be sent as a value, so the command is started and fed. */
    private CommandResult runStreamed(Command command, Stdin.Streamed streamed, CallContext context)
            throws InterruptedException {
        Command bounded = command.timeout().isPresent() ? command : command.timeout(CommandTools.DEFAULT_TIMEOUT);
        StreamedInput input = startStreamed(bounded, streamed, context);
        String id = command.id().orElseThrow();
        try {
            return await(id, context, calls.reopened());
        } catch (RuntimeException | InterruptedException e) {
            killQuietly(id, context);
            throw e;
        } finally {
            input.stop();
        }
    }

    private StreamedInput startStreamed(Command command, Stdin.Streamed streamed, CallContext context)
            throws InterruptedException {
        calls.cancelling(start(command.openStdin(), context));
        StreamedInput input = new StreamedInput(calls, command.id().orElseThrow(), streamed.source(), context, broken);
        executor.execute(input);
        return input;
    }

    private void killQuietly(String id, CallContext context) {
        WireCall kill = WireCall.of(
                        "POST",
                        Routes.operation(CommandOperation.Kill.TYPE.name()),
                        RemoteEvents.later(context, CommandOperation.Kill.TYPE.timeout()))
                .json(new CommandOperation.Kill(id))
                .keyed();
        try {
            InterruptAside.run(() -> calls.call(kill));
        } catch (ShadowException e) {
            // it has ended, or its timeout ends it
        }
    }

    private static CommandResult unknown(String id, String reason) {
        return new CommandResult(
                id, new Exit.Unknown(reason), Output.EMPTY, Output.EMPTY, Output.EMPTY, Duration.ZERO, List.of());
    }

    private CommandInfo start(CommandOperation.Start operation, CallContext context) throws InterruptedException {
        Command command = named(operation.command());
        if (command.stdin() instanceof Stdin.Streamed streamed) {
            StreamedInput input = startStreamed(command, streamed, context);
            CommandOperation.OnExit exit =
                    new CommandOperation.OnExit(command.id().orElseThrow());
            CompletableFuture<?> unused = onExit(exit, context).whenComplete((result, failure) -> input.stop());
            return describe(command.id().orElseThrow(), context);
        }
        return calls.cancelling(start(command, context)).json(CommandInfo.class);
    }

    private static WireCall start(Command command, CallContext context) {
        return WireCall.of("POST", Routes.operation(CommandOperation.Start.TYPE.name()), context)
                .json(new CommandOperation.Start(command))
                .keyed();
    }

    private CommandInfo describe(String id, CallContext context) throws InterruptedException {
        return calls.call(WireCall.of("POST", Routes.operation(CommandOperation.Describe.TYPE.name()), context)
                        .json(new CommandOperation.Describe(id)))
                .json(CommandInfo.class);
    }

    private OutputChunk read(CommandOperation.ReadOutput operation, CallContext context) throws InterruptedException {
        Answer answer = calls.call(WireCall.of("GET", Routes.OUTPUT, context)
                .query("id", operation.id())
                .query("channel", operation.channel())
                .query("from", operation.offset())
                .query("maxBytes", operation.maxBytes()));
        return new OutputChunk(
                operation.channel(),
                answer.number(Headers.OFFSET, operation.offset()),
                answer.body(),
                answer.number(Headers.MISSING, 0),
                answer.header(Headers.LAST).map(Boolean::parseBoolean).orElse(false));
    }

    private Flow.Publisher<OutputChunk> follow(CommandOperation.FollowOutput operation, CallContext context)
            throws InterruptedException {
        calls.call(WireCall.of("GET", Routes.OUTPUT, context) // a command that is not there is a failure of this call
                .query("id", operation.id())
                .query("channel", operation.channel())
                .query("from", operation.offset())
                .query("maxBytes", 1));
        int reopenedBefore = calls.reopened();
        return new SourcePublisher<>(
                executor,
                () -> new OutputSource(operation.channel(), operation.offset(), offset -> {
                    try {
                        return calls.open(output(operation, offset, context));
                    } catch (ShadowException e) {
                        throw isGone(e, reopenedBefore)
                                ? new ShadowException(ErrorCode.OUTCOME_UNKNOWN, STARTED_ANEW, e)
                                : e;
                    }
                }));
    }

    private static WireCall output(CommandOperation.FollowOutput operation, long offset, CallContext context) {
        return WireCall.of("GET", Routes.OUTPUT, RemoteEvents.later(context, operation.defaultTimeout()))
                .query("id", operation.id())
                .query("channel", operation.channel())
                .query("from", offset)
                .query("follow", true);
    }

    private boolean isGone(ShadowException failure, int reopenedBefore) {
        return failure.code().equals(ErrorCode.COMMAND_NOT_FOUND) && calls.reopened() > reopenedBefore;
    }

    private CompletableFuture<CommandResult> onExit(CommandOperation.OnExit operation, CallContext context)
            throws InterruptedException {
        int reopenedBefore = calls.reopened();
        Answer now = calls.call(result(operation.id(), context, Duration.ZERO));
        if (now.status() == 200) {
            return CompletableFuture.completedFuture(broken.explained(now.json(CommandResult.class)));
        }
        CompletableFuture<CommandResult> exit = new CompletableFuture<>();
        executor.execute(() -> {
            try {
                exit.complete(await(operation.id(), context, reopenedBefore));
            } catch (RuntimeException | Error | InterruptedException e) {
                exit.completeExceptionally(e);
            }
        });
        return exit;
    }

    private CommandResult await(String id, CallContext context, int reopenedBefore) throws InterruptedException {
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            try {
                Answer answer = calls.call(result(id, RemoteEvents.later(context, POLL.multipliedBy(2)), POLL));
                if (answer.status() == 200) {
                    return broken.explained(answer.json(CommandResult.class));
                }
            } catch (ShadowException e) {
                if (isGone(e, reopenedBefore)) {
                    return unknown(id, STARTED_ANEW);
                }
                throw e;
            }
        }
    }

    private static WireCall result(String id, CallContext context, Duration wait) {
        return WireCall.of("GET", Routes.RESULT, context).query("id", id).query("wait", wait.toMillis());
    }

    private Done write(CommandOperation.WriteStdin operation, CallContext context) throws InterruptedException {
        calls.cancelling(WireCall.of("POST", Routes.STDIN, context)
                .query("id", operation.id())
                .bytes(operation.content())
                .keyed());
        return Done.DONE;
    }
}
