package dev.shadow.core.terminal;

import dev.shadow.Bytes;
import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.concurrent.PullPublisher;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.spi.Check;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.Done;
import dev.shadow.spi.OperationTable;
import dev.shadow.terminal.TerminalEntry.Kind;
import dev.shadow.terminal.TerminalEvent;
import dev.shadow.terminal.TerminalOperation;
import dev.shadow.terminal.TerminalSnapshot;
import dev.shadow.terminal.TerminalStats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The operations of {@link TerminalOperation}: one ring, its readers, and where there is a directory for it a log on disk.
 *
 * <p>Thread-safe.
 */
public final class TerminalEngine implements AutoCloseable {
    private static final Duration OPENING = Duration.ofSeconds(20);
    private static final Bytes CLEARED = Bytes.utf8("[terminal cleared]\n");

    private final Threads threads = Threads.system();
    private final ManyToManyLockedRing ring;
    private final @Nullable TerminalLog log;

    /** When the terminal is written to its directory. */
    public enum Keeping {
        /** Once somebody asks for it by {@link dev.shadow.TerminalBuffer#persist}. */
        ON_DEMAND,
        /** From the beginning, and what an earlier process left is brought back. */
        ALWAYS
    }

    /**
     * A terminal in memory.
     *
     * @param limits what it may hold
     * @param budget what it and all others may
     */
    public TerminalEngine(TerminalLimits limits, TerminalBudget budget) {
        this.ring = ring(limits, budget);
        this.log = null;
    }

    /**
     * A terminal that can be kept on disk. Where the disk refuses, it is one in memory and says so.
     *
     * @param limits what it may hold; on disk it takes twice as much at most
     * @param budget what it and all others may
     * @param directory of this terminal alone, made when it is needed
     * @param keeping when it is written
     */
    public TerminalEngine(TerminalLimits limits, TerminalBudget budget, Path directory, Keeping keeping) {
        this.ring = ring(limits, budget);
        this.log = new TerminalLog(ring, directory, threads);
        open(log, keeping);
    }

    private ManyToManyLockedRing ring(TerminalLimits limits, TerminalBudget budget) {
        return new ManyToManyLockedRing(
                limits, budget, new BurstClock(System::currentTimeMillis, threads)::now, threads);
    }

    private void open(TerminalLog opened, Keeping keeping) {
        try {
            opened.open();
            if (keeping == Keeping.ALWAYS) {
                Deadline deadline = Deadline.after(OPENING);
                opened.restore(deadline);
                opened.persist(deadline);
            }
        } catch (ShadowException e) {
            ring.append(Kind.SYSTEM, "", Bytes.utf8("[terminal: " + e.message() + "]\n"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShadowException(
                    ErrorCode.INTERRUPTED, "the calling thread was interrupted, so the call ended", e);
        }
    }

    /**
     * Adds the handlers of this engine, and {@link Capability#TERMINAL}.
     *
     * @param table to be filled
     */
    public void register(OperationTable.Builder table) {
        table.can(Capability.TERMINAL);
        if (log != null) {
            table.can(Capability.TERMINAL_LOG);
        }
        table.on(
                        TerminalOperation.Append.class,
                        (operation, call) -> ring.appendAll(Kind.SYSTEM, "", operation.entries()))
                .on(
                        TerminalOperation.Snapshot.class,
                        (operation, call) -> snapshot(operation.fromSequence(), operation.max()))
                .on(
                        TerminalOperation.SnapshotBetween.class,
                        (operation, call) -> ring.snapshotBetween(operation.from(), operation.to(), operation.max()))
                .on(TerminalOperation.Subscribe.class, (operation, call) -> subscribe(operation.fromSequence()))
                .on(TerminalOperation.Stats.class, (operation, call) -> stats())
                .on(TerminalOperation.Clear.class, (operation, call) -> clear(call.deadline()))
                .on(TerminalOperation.Persist.class, (operation, call) -> persist(call.deadline()))
                .on(TerminalOperation.Restore.class, (operation, call) -> restore(call.deadline()));
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
        TerminalLog kept = log;
        return ring.stats(kept == null ? TerminalStats.Log.NONE : kept.status());
    }

    /**
     * Follows the terminal; see {@link dev.shadow.TerminalBuffer#subscribe}.
     *
     * @param fromSequence the first entry wanted, or 0
     * @return publishes to each subscriber at its own pace
     */
    public Flow.Publisher<TerminalEvent> subscribe(long fromSequence) {
        return new PullPublisher<>(threads.delivery(), wake -> RingCursor.subscriber(ring, fromSequence, wake));
    }

    Done clear(Deadline deadline) throws InterruptedException {
        ring.clear(CLEARED);
        if (log != null) {
            log.clear(deadline);
        }
        return Done.DONE;
    }

    /**
     * Writes everything appended so far; see {@link dev.shadow.TerminalBuffer#persist}.
     *
     * @param deadline of the call
     * @return the last sequence on disk
     * @throws InterruptedException when the calling thread is interrupted
     */
    public long persist(Deadline deadline) throws InterruptedException {
        return requireLog().persist(deadline);
    }

    /**
     * Brings back what is on disk; see {@link dev.shadow.TerminalBuffer#restore}.
     *
     * @param deadline of the call
     * @return how many entries came back
     * @throws InterruptedException when the calling thread is interrupted
     */
    public int restore(Deadline deadline) throws InterruptedException {
        return requireLog().restore(deadline);
    }

    private TerminalLog requireLog() {
        TerminalLog kept = log;
        if (kept == null) {
            throw new ShadowException(
                            ErrorCode.UNSUPPORTED, "this workspace has no disk on which its terminal could be kept")
                    .with("capability", Capability.TERMINAL_LOG.name());
        }
        return kept;
    }

    /** Refuses what comes from now on, lets readers come to the end, and finishes the log. */
    @Override
    public void close() {
        ring.close();
        if (log != null) {
            log.close();
        }
    }
}
