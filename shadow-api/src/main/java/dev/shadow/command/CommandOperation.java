package dev.shadow.command;

import dev.shadow.Bytes;
import dev.shadow.Capability;
import dev.shadow.CommandTools;
import dev.shadow.spi.Done;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationType;
import dev.shadow.spi.OperationType.Effect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * The operations behind {@link CommandTools} and {@link dev.shadow.CommandHandle}, one a method, with the contract of that
 * method.
 *
 * <p>Thread-safe.
 *
 * @param <R> the result
 */
public sealed interface CommandOperation<R> extends Operation<R> {
    private static OperationType type(String name, Capability capability, Effect effect) {
        return new OperationType("command." + name, capability, effect, Duration.ofSeconds(30));
    }

    private static OperationType type(String name, Effect effect) {
        return type(name, Capability.COMMANDS, effect);
    }

    /**
     * {@link CommandTools#run(Command)}.
     *
     * @param command what to run
     */
    record Run(Command command) implements CommandOperation<CommandResult> {
        /** The kind of this operation. */
        public static final OperationType TYPE = CommandOperation.type("run", Effect.WRITE);

        @Override
        public OperationType type() {
            return TYPE;
        }

        /** The command's own timeout comes first, so the call has time left to end it and to return its output. */
        @Override
        public Duration defaultTimeout() {
            Duration own = command.timeout().orElse(CommandTools.DEFAULT_TIMEOUT);
            return own.compareTo(Duration.ofDays(365)) > 0 ? own : own.plus(type().timeout());
        }
    }

    /**
     * {@link CommandTools#start}.
     *
     * @param command what to start
     */
    record Start(Command command) implements CommandOperation<CommandInfo> {
        /** The kind of this operation. */
        public static final OperationType TYPE = CommandOperation.type("start", Effect.WRITE);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link CommandTools#command}.
     *
     * @param id the command's id
     */
    record Describe(String id) implements CommandOperation<CommandInfo> {
        /** The kind of this operation. */
        public static final OperationType TYPE = CommandOperation.type("describe", Effect.READ);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /** {@link CommandTools#commands}. */
    record ListCommands() implements CommandOperation<List<CommandInfo>> {
        /** The kind of this operation. */
        public static final OperationType TYPE = CommandOperation.type("list", Effect.READ);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.CommandHandle#read}.
     *
     * @param id the command's id
     * @param channel which output
     * @param offset from where, in bytes
     * @param maxBytes how much at most
     */
    record ReadOutput(String id, Channel channel, long offset, int maxBytes) implements CommandOperation<OutputChunk> {
        /** The kind of this operation. */
        public static final OperationType TYPE = CommandOperation.type("readOutput", Effect.READ);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.CommandHandle#output(Channel, long)}.
     *
     * @param id the command's id
     * @param channel which output
     * @param offset from where, in bytes
     */
    record FollowOutput(String id, Channel channel, long offset)
            implements CommandOperation<Flow.Publisher<OutputChunk>> {
        /** The kind of this operation. */
        public static final OperationType TYPE = CommandOperation.type("followOutput", Effect.READ);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.CommandHandle#onExit}.
     *
     * @param id the command's id
     */
    record OnExit(String id) implements CommandOperation<CompletableFuture<CommandResult>> {
        /** The kind of this operation. */
        public static final OperationType TYPE = CommandOperation.type("onExit", Effect.READ);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.CommandHandle#write(Bytes)}.
     *
     * @param id the command's id
     * @param content what it shall read next
     */
    record WriteStdin(String id, Bytes content) implements CommandOperation<Done> {
        /** The kind of this operation. */
        public static final OperationType TYPE =
                CommandOperation.type("writeStdin", Capability.STDIN_OPEN, Effect.WRITE);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.CommandHandle#closeStdin}.
     *
     * @param id the command's id
     */
    record CloseStdin(String id) implements CommandOperation<Done> {
        /** The kind of this operation. */
        public static final OperationType TYPE =
                CommandOperation.type("closeStdin", Capability.STDIN_OPEN, Effect.IDEMPOTENT);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.CommandHandle#signal}.
     *
     * @param id the command's id
     * @param signal what to send
     */
    record SendSignal(String id, Signal signal) implements CommandOperation<Done> {
        /** The kind of this operation. */
        public static final OperationType TYPE = CommandOperation.type("signal", Effect.WRITE);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.CommandHandle#resize}.
     *
     * @param id the command's id
     * @param size the new size
     */
    record Resize(String id, PtySize size) implements CommandOperation<Done> {
        /** The kind of this operation. */
        public static final OperationType TYPE = CommandOperation.type("resize", Capability.PTY, Effect.IDEMPOTENT);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.CommandHandle#kill}.
     *
     * @param id the command's id
     */
    record Kill(String id) implements CommandOperation<Done> {
        /** The kind of this operation. */
        public static final OperationType TYPE = CommandOperation.type("kill", Effect.IDEMPOTENT);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }
}
