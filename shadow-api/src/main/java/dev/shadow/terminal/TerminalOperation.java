package dev.shadow.terminal;

import dev.shadow.Bytes;
import dev.shadow.Capability;
import dev.shadow.Experimental;
import dev.shadow.spi.Check;
import dev.shadow.spi.Done;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationType;
import dev.shadow.spi.OperationType.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        return type(name, Capability.TERMINAL, effect);
    }

    private static OperationType type(String name, Capability capability, Effect effect) {
        return new OperationType("terminal." + name, capability, effect, Duration.ofSeconds(30));
    }

    /**
     * {@link dev.shadow.TerminalBuffer#appendAll}.
     *
     * @param entries what to append
     */
    record Append(List<Bytes> entries) implements TerminalOperation<Long> {
        /** The kind of this operation. */
        public static final OperationType TYPE = TerminalOperation.type("append", Effect.WRITE);

        /**
         * Copies the list, and refuses an empty one.
         *
         * @param entries the component of that name
         */
        public Append {
            entries = List.copyOf(entries);
            Check.require(!entries.isEmpty(), "give at least 1 entry to append");
        }

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

        /**
         * Checks the bounds.
         *
         * @param fromSequence the component of that name
         * @param max the component of that name
         */
        public Snapshot {
            Check.range("fromSequence", fromSequence, 0, Long.MAX_VALUE);
            Check.range("max", max, 1, Integer.MAX_VALUE);
        }

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.TerminalBuffer#snapshotBetween}.
     *
     * @param from the earliest time
     * @param to the first time not wanted
     * @param max the most entries
     */
    record SnapshotBetween(Instant from, Instant to, int max) implements TerminalOperation<TerminalSnapshot> {
        /** The kind of this operation. */
        public static final OperationType TYPE = TerminalOperation.type("snapshotBetween", Effect.READ);

        /**
         * Checks the bounds.
         *
         * @param from the component of that name
         * @param to the component of that name
         * @param max the component of that name
         */
        public SnapshotBetween {
            Check.require(!to.isBefore(from), "the time range must not end before it begins");
            Check.range("max", max, 1, Integer.MAX_VALUE);
        }

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

        /**
         * Checks the bound.
         *
         * @param fromSequence the component of that name
         */
        public Subscribe {
            Check.range("fromSequence", fromSequence, 0, Long.MAX_VALUE);
        }

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

    /** {@link dev.shadow.TerminalBuffer#persist}. */
    record Persist() implements TerminalOperation<Long> {
        /** The kind of this operation. */
        public static final OperationType TYPE =
                TerminalOperation.type("persist", Capability.TERMINAL_LOG, Effect.WRITE);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /** {@link dev.shadow.TerminalBuffer#restore}. */
    record Restore() implements TerminalOperation<Integer> {
        /** The kind of this operation. */
        public static final OperationType TYPE =
                TerminalOperation.type("restore", Capability.TERMINAL_LOG, Effect.WRITE);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }
}
