package dev.shadow.core.terminal;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.terminal.TerminalEntry;
import dev.shadow.terminal.TerminalEntry.Kind;
import dev.shadow.terminal.TerminalStats;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The ring of a terminal: any number of threads append, any number read, one lock orders them.
 *
 * <p><b>Layout.</b> Entries lie in chunks of up to 64 KB: bytes one after the other in one array, three ints for each entry in
 * another. An append copies its bytes to the end of the last chunk, writes three ints, and touches nothing else: entries are
 * counted and the oldest evicted, by moving an index, before anybody looks or another chunk is needed. A chunk whose entries
 * are all gone is used again, so a full ring allocates nothing and makes no garbage that an old generation
 * would have to carry. A deque of entry objects copies the same bytes and then pays for two objects, their promotion and
 * their death.
 *
 * <p><b>Readers.</b> What is written below an entry's end never changes while somebody can see it. A snapshot therefore takes
 * references to chunks under the lock, and reads them without it, whatever is appended meanwhile; a chunk that a reader has
 * seen is left to the garbage collector in place of being used again. A subscriber is nothing but a position. It takes a
 * small piece at a time, on a thread of its own; what it did not take in time is a gap. So nothing is queued for anybody, and
 * an appender pays for readers one comparison, and one task at most every 10 ms ({@link Pulse}).
 *
 * <p><b>The lock.</b> It is held for some ten nanoseconds by an append and for some hundred by a snapshot, and never while
 * code of a user, a disk or another ring is waited for. Held so shortly, a lock costs about as much as the ordered writes by
 * which a lock-free ring publishes (sources 1, 2), and evicting the oldest entry for the newest, exact limits and several
 * entries as one step come for nothing, where a lock-free ring must refuse or wait when it is full (1, 3). What costs is the
 * way of the memory from core to core when two threads take turns, whatever the algorithm; a thread that waits with growing
 * pauses makes turns long ({@link BriefLock}; 4). The clock cost more than the rest together, so in a burst it is read at
 * most every so often ({@link BurstClock}).
 *
 * <p><b>Memory.</b> Chunks begin small, grow by copying, and one that was left more than a quarter empty is trimmed; a large
 * entry has a chunk of its own. What all rings hold is reserved from a {@link TerminalBudget} before it is allocated, never
 * under this lock when another ring would have to give it up: a lock of the budget is taken before a ring's and never after.
 *
 * <p>Sources: (1) Agrona, {@code ManyToOneRingBuffer}: a claim by compare-and-set, an ordered write of the length to
 * publish, and a refusal when the reader is behind. (2) D. Lea, <i>The JSR-133 Cookbook for Compiler Writers</i>: what
 * ordered and volatile writes cost. (3) M. Thompson and others, <i>Disruptor: High performance alternative to bounded queues
 * for exchanging data between concurrent threads</i>, 2011: where contention costs and what one writer saves. (4) T. Anderson,
 * <i>The Performance of Spin Lock Alternatives for Shared-Memory Multiprocessors</i>, IEEE TPDS 1(1), 1990: backing off
 * between attempts. Our own figures are in {@code docs/decisions/0010-terminal-layout.md}.
 */
final class ManyToManyLockedRing implements AutoCloseable {
    private final TerminalLimits limits;
    private final TerminalBudget budget;
    private final Pulse pulse;
    private final BriefLock lock = new BriefLock();
    private final ChunkStore store; // guarded by lock
    private final Readers readers; // guarded by lock
    private final LongSupplier clock; // guarded by lock
    private volatile boolean closed; // written under lock

    /**
     * An empty ring.
     *
     * @param budget which all rings share; one ring gets three quarters of it at most
     * @param clock milliseconds since 1970, read under the lock
     */
    ManyToManyLockedRing(TerminalLimits limits, TerminalBudget budget, LongSupplier clock, Threads threads) {
        this.limits = new TerminalLimits(limits.entries(), Math.min(limits.bytes(), budget.limit() / 4 * 3));
        this.budget = budget;
        this.clock = clock;
        this.store = new ChunkStore(this.limits, new HeapShare(budget));
        this.readers = new Readers(store);
        this.pulse = new Pulse(threads, this::beat);
        budget.join(this);
    }

    TerminalLimits limits() {
        return limits;
    }

    /** The heap that it takes, as far as the budget counts it. */
    long heap() {
        return store.heap().held();
    }

    /**
     * Appends one entry.
     *
     * @param commandId whose it is; empty for nobody's
     * @return its sequence
     */
    long append(Kind kind, String commandId, Bytes content) {
        return appendAll(kind, commandId, List.of(content));
    }

    /** As {@link #append(Kind, String, Bytes)}, with a part of a buffer that the caller keeps. */
    long append(Kind kind, String commandId, byte[] buffer, int from, int to) {
        long sequence;
        boolean wake;
        lock.lock();
        try {
            sequence = store.putUsual(kind, commandId, buffer, from, to - from, clock.getAsLong());
            wake = sequence > 0 && readers.mustWake();
        } finally {
            lock.unlock();
        }
        if (wake) {
            pulse.start();
        }
        return sequence > 0 ? sequence : appendAll(Batch.of(kind, commandId, buffer, from, new int[] {to}, limits));
    }

    /**
     * Appends entries that lie one after the other in a buffer that the caller keeps.
     *
     * @param from where the first begins
     * @param ends where each ends
     * @return the sequence of the last
     */
    long appendAll(Kind kind, String commandId, byte[] buffer, int from, int[] ends) {
        long sequence;
        boolean wake;
        lock.lock();
        try {
            sequence = store.putUsual(kind, commandId, buffer, from, ends, clock.getAsLong());
            wake = sequence > 0 && readers.mustWake();
        } finally {
            lock.unlock();
        }
        if (wake) {
            pulse.start();
        }
        return sequence > 0 ? sequence : appendAll(Batch.of(kind, commandId, buffer, from, ends, limits));
    }

    /** Appends entries that follow each other directly, and returns the sequence of the last. */
    long appendAll(Kind kind, String commandId, List<Bytes> contents) {
        return appendAll(Batch.of(kind, commandId, contents, limits));
    }

    private long appendAll(Batch batch) {
        long missing = put(batch, 0);
        while (missing > 0) {
            budget.reserve(missing); // not under the lock: it may have to shrink this ring
            missing = put(batch, missing);
        }
        return batch.last();
    }

    private long put(Batch batch, long reserved) {
        long missing;
        boolean wake;
        lock.lock();
        try {
            store.heap().addCredit(reserved);
            requireOpen();
            missing = batch.put(store, clock.getAsLong());
            wake = batch.isBegun() && readers.mustWake();
        } finally {
            store.heap().returnCredit();
            lock.unlock();
        }
        if (wake) {
            pulse.start();
        }
        return missing;
    }

    void requireOpen() {
        if (closed) {
            throw new ShadowException(ErrorCode.CLOSED, "the terminal was closed with its workspace");
        }
    }

    private <T> T locked(Supplier<T> read) {
        lock.lock();
        try {
            store.settle();
            return read.get();
        } finally {
            lock.unlock();
        }
    }

    ChunkRun snapshot(long fromSequence, int max) {
        return locked(() -> store.lookup().run(fromSequence, max));
    }

    ChunkRun snapshotBetween(Instant from, Instant to, int max) {
        return locked(() -> store.lookup().between(from, to, max));
    }

    TerminalStats stats(TerminalStats.Log log) {
        return locked(() -> {
            HeldEntries held = store.held();
            boolean empty = held.entries() == 0;
            return new TerminalStats(
                    held.entries(),
                    held.bytes(),
                    held.evicted(),
                    held.firstSequence(),
                    held.nextSequence(),
                    empty ? Optional.empty() : Optional.of(Instant.ofEpochMilli(held.firstTime())),
                    empty ? Optional.empty() : Optional.of(Instant.ofEpochMilli(held.lastTime())),
                    readers.lookAtBackpressure(),
                    readers.list(),
                    log);
        });
    }

    long nextSequence() {
        return locked(store.held()::nextSequence);
    }

    /** Drops everything and appends one entry that says so, and returns its sequence. */
    long clear(Bytes note) {
        locked(() -> {
            requireOpen();
            readers.lookAtBackpressure();
            store.clear();
            return true;
        });
        return append(Kind.SYSTEM, "", note);
    }

    /** Goes on after what an earlier process may have given out. */
    void continueAfter(long sequence) {
        locked(() -> {
            store.continueAfter(sequence);
            return true;
        });
    }

    /** Puts older entries before those held, as many of the newest as there is room for, and returns how many. */
    int prepend(List<TerminalEntry> older) {
        return locked(() -> {
            long first = store.held().firstSequence();
            List<TerminalEntry> before =
                    older.stream().filter(entry -> entry.sequence() < first).toList();
            return closed ? 0 : store.prepend(before);
        });
    }

    /** Gives up the oldest chunk for other rings; false when there is nothing to give. */
    boolean shed() {
        return locked(() -> {
            readers.lookAtBackpressure();
            return !closed && store.shed();
        });
    }

    void add(RingCursor reader) {
        locked(() -> readers.add(reader));
    }

    void remove(RingCursor reader) {
        locked(() -> readers.remove(reader));
    }

    /** The next entries for a reader; empty when there are none now. */
    ChunkRun pieceFor(RingCursor reader) {
        return locked(() -> {
            readers.beforeMove(reader);
            return store.lookup().piece(reader.position(), limits.entriesAtOnce(), limits.bytesAtOnce());
        });
    }

    boolean isClosed() {
        return closed;
    }

    /** Wakes the readers if there was anything new since the last beat; false when there was not, and no beat follows. */
    private boolean beat() {
        List<RingCursor> woken = locked(readers::beat);
        woken.forEach(RingCursor::wake);
        return !woken.isEmpty();
    }

    /** Refuses appends from now on. Readers are shown the rest, and then the end. */
    @Override
    public void close() {
        boolean wake = locked(() -> {
            boolean first = !closed;
            closed = true;
            store.close();
            return first && readers.mustWake();
        });
        budget.leave(this);
        if (wake) {
            pulse.start();
        }
    }
}
