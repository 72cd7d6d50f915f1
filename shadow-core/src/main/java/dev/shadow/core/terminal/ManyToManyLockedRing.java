package dev.shadow.core.terminal;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.terminal.TerminalEntry;
import dev.shadow.terminal.TerminalEntry.Kind;
import dev.shadow.terminal.TerminalStats;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
 * which a lock-free ring publishes (sources 1, 2), two threads that append meet mostly at its memory, and evicting the
 * oldest entry for the newest, exact limits and several entries as one step come for nothing, where a lock-free ring must
 * refuse or wait when it is full (1, 3). The clock cost more than the rest together, so in a burst it is read at most every
 * so often ({@link BurstClock}).
 *
 * <p><b>Memory.</b> Chunks begin small, grow by copying, and one that was left more than a quarter empty is trimmed; a large
 * entry has a chunk of its own. What all rings hold is reserved from a {@link TerminalBudget} before it is allocated, never
 * under this lock when another ring would have to give it up: a lock of the budget is taken before a ring's and never after.
 *
 * <p>Sources: (1) Agrona, {@code ManyToOneRingBuffer}: a claim by compare-and-set, an ordered write of the length to
 * publish, and a refusal when the reader is behind. (2) D. Lea, <i>The JSR-133 Cookbook for Compiler Writers</i>: what
 * ordered and volatile writes cost. (3) M. Thompson and others, <i>Disruptor: High performance alternative to bounded queues
 * for exchanging data between concurrent threads</i>, 2011: where contention costs and what one writer saves. Our own figures
 * are in {@code docs/decisions/0010-terminal-layout.md}.
 */
final class ManyToManyLockedRing implements AutoCloseable {
    private final TerminalLimits limits;
    private final TerminalBudget budget;
    private final Pulse pulse;
    private final Object lock = new Object();
    private final ChunkStore store; // guarded by lock
    private final Readers readers; // guarded by lock
    private final LongSupplier clock; // guarded by lock
    private volatile boolean closed; // written under lock

    /**
     * An empty ring.
     *
     * @param budget which all rings share
     * @param clock milliseconds since 1970, read under the lock
     */
    ManyToManyLockedRing(TerminalLimits limits, TerminalBudget budget, LongSupplier clock, Threads threads) {
        this.limits = new TerminalLimits(limits.entries(), Math.min(limits.bytes(), budget.limit() / 4 * 3));
        this.budget = budget;
        this.clock = clock;
        this.store = new ChunkStore(this.limits, budget);
        this.readers = new Readers(store);
        this.pulse = new Pulse(threads, this::beat);
        budget.join(this);
    }

    /** The heap that it takes, as far as the budget counts it. */
    long held() {
        return store.held();
    }

    /**
     * Appends one entry.
     *
     * @param commandId whose it is; empty for nobody's
     * @return its sequence
     */
    long append(Kind kind, String commandId, Bytes content) {
        if (content.size() > limits.bytes()) {
            MiddleCut cut = MiddleCut.of(content, (int) limits.bytes());
            return appendAll(kind, commandId, List.of(cut.bytes()), cut.omitted());
        }
        long sequence;
        boolean wake;
        synchronized (lock) {
            requireOpen();
            long now = clock.getAsLong();
            if (store.makeRoom(content.size(), now, false) == 0) {
                sequence = store.put(kind, commandId, content, now);
                wake = readers.mustWake();
            } else {
                sequence = 0;
                wake = false;
            }
        }
        if (wake) {
            pulse.start();
        }
        return sequence == 0 ? appendAll(kind, commandId, List.of(content), 0) : sequence;
    }

    /** As {@link #append(Kind, String, Bytes)}, with a part of a buffer that the caller keeps. */
    long append(Kind kind, String commandId, byte[] buffer, int from, int to) {
        long sequence;
        boolean wake;
        synchronized (lock) {
            long now = clock.getAsLong();
            sequence = store.putUsual(kind, commandId, buffer, from, to - from, now);
            wake = sequence > 0 && readers.mustWake();
        }
        if (wake) {
            pulse.start();
        }
        return sequence > 0 ? sequence : appendUnusual(kind, commandId, buffer, from, to);
    }

    private long appendUnusual(Kind kind, String commandId, byte[] buffer, int from, int to) {
        return append(kind, commandId, Bytes.wrap(Arrays.copyOfRange(buffer, from, to)));
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
        synchronized (lock) {
            long now = clock.getAsLong();
            sequence = store.putUsual(kind, commandId, buffer, from, ends, now);
            wake = sequence > 0 && readers.mustWake();
        }
        if (wake) {
            pulse.start();
        }
        return sequence > 0 ? sequence : appendAll(kind, commandId, slices(buffer, from, ends));
    }

    private static List<Bytes> slices(byte[] buffer, int from, int[] ends) {
        Bytes all = Bytes.copyOf(buffer);
        List<Bytes> slices = new ArrayList<>();
        int begin = from;
        for (int end : ends) {
            slices.add(all.slice(begin, end));
            begin = end;
        }
        return slices;
    }

    /** Appends entries that follow each other directly, and returns the sequence of the last. */
    long appendAll(Kind kind, String commandId, List<Bytes> contents) {
        long last = 0;
        int from = 0;
        for (int i = 0; i < contents.size(); i++) {
            if (contents.get(i).size() > limits.bytes()) {
                appendAll(kind, commandId, contents.subList(from, i), 0);
                last = append(kind, commandId, contents.get(i));
                from = i + 1;
            }
        }
        return from == contents.size() ? last : appendAll(kind, commandId, contents.subList(from, contents.size()), 0);
    }

    private long appendAll(Kind kind, String commandId, List<Bytes> contents, long omitted) {
        Batch batch = new Batch(kind, commandId, contents, omitted);
        long missing = 0;
        do {
            if (missing > 0) {
                budget.reserve(missing); // not under the lock: it may have to shrink this ring
            }
            missing = appendSome(batch, missing);
        } while (missing > 0);
        if (batch.wake) {
            pulse.start();
        }
        return batch.last;
    }

    private long appendSome(Batch batch, long credit) {
        synchronized (lock) {
            try {
                store.addCredit(credit);
                requireOpen();
                long missing = 0;
                long now = clock.getAsLong();
                while (batch.done < batch.contents.size() && missing == 0) {
                    Bytes content = batch.contents.get(batch.done);
                    missing = store.makeRoom(content.size(), now, batch.omitted > 0);
                    if (missing == 0) {
                        batch.last = store.put(batch.kind, batch.commandId, content, now);
                        store.omit(batch.omitted);
                        batch.done++;
                    }
                }
                batch.wake |= batch.done > 0 && readers.mustWake();
                return missing;
            } finally {
                store.returnCredit();
            }
        }
    }

    private static final class Batch {
        private final Kind kind;
        private final String commandId;
        private final List<Bytes> contents;
        private final long omitted;
        private int done;
        private long last;
        private boolean wake;

        Batch(Kind kind, String commandId, List<Bytes> contents, long omitted) {
            this.kind = kind;
            this.commandId = commandId;
            this.contents = contents;
            this.omitted = omitted;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new ShadowException(ErrorCode.CLOSED, "the terminal was closed with its workspace");
        }
    }

    private <T> T locked(Supplier<T> read) {
        synchronized (lock) {
            store.settle();
            return read.get();
        }
    }

    ChunkRun snapshot(long fromSequence, int max) {
        return locked(() -> store.run(fromSequence, max));
    }

    ChunkRun snapshotBetween(Instant from, Instant to, int max) {
        long begin = ceilMillis(from);
        long end = ceilMillis(to);
        return locked(() -> store.between(begin, end, max));
    }

    /** Stamps are whole milliseconds, so what came at or after a time came at or after its next whole one. */
    private static long ceilMillis(Instant time) {
        try {
            return time.plusNanos(999_999).toEpochMilli();
        } catch (ArithmeticException | DateTimeException e) { // far beyond every stamp
            return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    TerminalStats stats(TerminalStats.Log log) {
        return locked(() -> new TerminalStats(
                store.entries(),
                store.bytes(),
                store.evicted(),
                store.firstSequence(),
                store.nextSequence(),
                store.entries() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(store.firstTime())),
                store.entries() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(store.lastTime())),
                readers.lookAtBackpressure(),
                readers.list(),
                log));
    }

    boolean backpressure() {
        return locked(readers::lookAtBackpressure);
    }

    long nextSequence() {
        return locked(store::nextSequence);
    }

    /** Drops everything and appends one entry that says so, and returns its sequence. */
    long clear(Bytes note) {
        synchronized (lock) {
            requireOpen();
            store.settle();
            readers.lookAtBackpressure();
            store.clear();
        }
        return append(Kind.SYSTEM, "", note);
    }

    /** Goes on after what an earlier process may have given out. */
    void continueAfter(long sequence) {
        synchronized (lock) {
            store.settle();
            store.continueAfter(sequence);
        }
    }

    /** Puts older entries before those held, as many of the newest as there is room for, and returns how many. */
    int prepend(List<TerminalEntry> older) {
        return locked(() -> {
            long first = store.firstSequence();
            return closed
                    ? 0
                    : store.prepend(older.stream()
                            .filter(entry -> entry.sequence() < first)
                            .toList());
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
            return store.piece(reader.position(), limits.entriesAtOnce(), limits.bytesAtOnce());
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
            store.leaveBudget();
            return first && readers.mustWake();
        });
        budget.leave(this);
        if (wake) {
            pulse.start();
        }
    }
}
