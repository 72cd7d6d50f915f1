package dev.shadow.core.terminal;

import dev.shadow.Bytes;
import dev.shadow.Capability;
import dev.shadow.core.concurrent.PullPublisher;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.spi.Check;
import dev.shadow.spi.Done;
import dev.shadow.spi.OperationTable;
import dev.shadow.terminal.TerminalEntry.Kind;
import dev.shadow.terminal.TerminalOperation;
import dev.shadow.terminal.TerminalSnapshot;
import dev.shadow.terminal.TerminalStats;
import java.util.List;
import java.util.Objects;

/**
 * The operations of {@link TerminalOperation}: one ring, its readers, and where there is a directory for it a log on disk.
 *
 * <p>Thread-safe.
 */
public final class TerminalEngine implements AutoCloseable {
    private static final Bytes CLEARED = Bytes.utf8("[terminal cleared]\n");

    private final Threads threads = Threads.system();
    private final ManyToManyLockedRing ring;

    /**
     * A terminal in memory.
     *
     * @param limits what it may hold
     * @param budget what it and all others may
     */
    public TerminalEngine(TerminalLimits limits, TerminalBudget budget) {
        this.ring = new ManyToManyLockedRing(
                limits, budget, new BurstClock(System::currentTimeMillis, threads)::now, threads);
    }

    /**
     * Adds the handlers of this engine, and {@link Capability#TERMINAL}.
     *
     * @param table to be filled
     */
    public void register(OperationTable.Builder table) {
        table.can(Capability.TERMINAL)
                .on(
                        TerminalOperation.Append.class,
                        (operation, call) -> ring.appendAll(Kind.SYSTEM, "", operation.entries()))
                .on(
                        TerminalOperation.Snapshot.class,
                        (operation, call) -> snapshot(operation.fromSequence(), operation.max()))
                .on(
                        TerminalOperation.SnapshotBetween.class,
                        (operation, call) -> ring.snapshotBetween(operation.from(), operation.to(), operation.max()))
                .on(
                        TerminalOperation.Subscribe.class,
                        (operation, call) -> new PullPublisher<>(
                                threads.delivery(),
                                wake -> RingCursor.subscriber(ring, operation.fromSequence(), wake)))
                .on(TerminalOperation.Stats.class, (operation, call) -> stats())
                .on(TerminalOperation.Clear.class, (operation, call) -> clear());
    }

    /**
     * Appends an entry. Waits for no reader and no disk.
     *
     * @param kind what it is
     * @param commandId whose it is; empty for nobody's
     * @param bytes its content, which is copied
     * @return its sequence
     */
    public long append(Kind kind, String commandId, Bytes bytes) {
        return ring.append(kind, commandId, bytes);
    }

    /**
     * Appends an entry. Waits for no reader and no disk.
     *
     * @param kind what it is
     * @param commandId whose it is; empty for nobody's
     * @param buffer holds its content, which is copied
     * @param from where that begins
     * @param to where it ends
     * @return its sequence
     */
    public long append(Kind kind, String commandId, byte[] buffer, int from, int to) {
        Objects.checkFromToIndex(from, to, buffer.length);
        return ring.append(kind, commandId, buffer, from, to);
    }

    /**
     * Appends entries that lie one after the other in a buffer, such as the lines of what was read at once.
     *
     * @param kind what they are
     * @param commandId whose they are; empty for nobody's
     * @param buffer holds their contents, which are copied
     * @param from where the first begins
     * @param ends where each ends and the next begins; at least 1
     * @return the sequence of the last
     */
    public long appendAll(Kind kind, String commandId, byte[] buffer, int from, int... ends) {
        Check.require(ends.length > 0, "give at least 1 entry to append");
        int begin = from;
        for (int end : ends) {
            Objects.checkFromToIndex(begin, end, buffer.length);
            begin = end;
        }
        return ring.appendAll(kind, commandId, buffer, from, ends);
    }

    /**
     * Appends entries that follow each other directly.
     *
     * @param kind what they are
     * @param commandId whose they are; empty for nobody's
     * @param entries their contents, at least 1, which are copied
     * @return the sequence of the last
     */
    public long appendAll(Kind kind, String commandId, List<Bytes> entries) {
        return ring.appendAll(kind, commandId, entries);
    }

    /**
     * Entries as they are now; see {@link dev.shadow.TerminalBuffer#snapshot}.
     *
     * @param fromSequence the first one wanted, or 0
     * @param max the most entries
     * @return an immutable copy
     */
    public TerminalSnapshot snapshot(long fromSequence, int max) {
        return ring.snapshot(fromSequence, max);
    }

    /**
     * The state of the terminal.
     *
     * @return a fresh look
     */
    public TerminalStats stats() {
        return ring.stats(TerminalStats.Log.NONE);
    }

    private Done clear() {
        ring.clear(CLEARED);
        return Done.DONE;
    }

    /** Refuses what comes from now on, and lets readers come to the end. */
    @Override
    public void close() {
        ring.close();
    }
}
