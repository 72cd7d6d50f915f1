package dev.shadow.terminal;

import dev.shadow.Bytes;
import dev.shadow.Capability;
import dev.shadow.Experimental;
import dev.shadow.spi.Done;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationType;
import dev.shadow.spi.OperationType.Effect;
import java.time.Duration;
import java.util.concurrent.Flow;

/**
 * The operations behind {@link dev.shadow.TerminalBuffer}, one a method, with the contract of that method.
 *
 * <p>Thread-safe.
 *
 * @param <R> the result
 */
@Experimental
public sealed interface TerminalOperation<R> extends Operation<R> {
    private static OperationType type(String name, Effect effect) {
        return new OperationType("terminal." + name, Capability.TERMINAL, effect, Duration.ofSeconds(30));
    }

    /**
     * {@link dev.shadow.TerminalBuffer#append}.
     *
     * @param bytes what to append
     */
    record Append(Bytes bytes) implements TerminalOperation<Long> {
        /** The kind of this operation. */
        public static final OperationType TYPE = TerminalOperation.type("append", Effect.WRITE);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.TerminalBuffer#snapshot}.
     *
     * @param fromSequence the first entry
     * @param max the most entries
     */
    record Snapshot(long fromSequence, int max) implements TerminalOperation<TerminalSnapshot> {
        /** The kind of this operation. */
        public static final OperationType TYPE = TerminalOperation.type("snapshot", Effect.READ);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.TerminalBuffer#subscribe}.
     *
     * @param fromSequence the first entry
     */
    record Subscribe(long fromSequence) implements TerminalOperation<Flow.Publisher<TerminalEvent>> {
        /** The kind of this operation. */
        public static final OperationType TYPE = TerminalOperation.type("subscribe", Effect.READ);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /** {@link dev.shadow.TerminalBuffer#stats}. */
    record Stats() implements TerminalOperation<TerminalStats> {
        /** The kind of this operation. */
        public static final OperationType TYPE = TerminalOperation.type("stats", Effect.READ);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /** {@link dev.shadow.TerminalBuffer#clear}. */
    record Clear() implements TerminalOperation<Done> {
        /** The kind of this operation. */
        public static final OperationType TYPE = TerminalOperation.type("clear", Effect.WRITE);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }
}
