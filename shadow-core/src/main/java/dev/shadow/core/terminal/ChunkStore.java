package dev.shadow.core.terminal;

import dev.shadow.terminal.TerminalEntry;
import dev.shadow.terminal.TerminalEntry.Kind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts entries into chunks within the limits of a ring and what it may take of the heap. The last chunk is ahead of
 * {@link #held} until {@link #settle}.
 *
 * <p>Guarded by the ring's lock, but for {@link #heap}.
 */
final class ChunkStore {
    /** From here on an entry has a chunk of its own, as it would leave too much of a common one empty. */
    private static final int LARGE = Chunk.MOST_BYTES / 2;

    private final TerminalLimits limits;
    private final int mostEntries;
    private final long mostBytes;
    private final HeapShare heap;
    private final HeldEntries held = new HeldEntries();
    private final EntryLookup lookup = new EntryLookup(held);
    private @Nullable Chunk tail;
    private @Nullable Chunk spare;
    private int settledCount; // entries and bytes of the last chunk that are counted
    private int settledBytes;
    private int usualEnd; // as far as the last chunk may be filled before anything has to be looked at
    private int commonBytes = Chunk.LEAST_BYTES;
    private int commonEntries = Chunk.LEAST_ENTRIES;

    ChunkStore(TerminalLimits limits, HeapShare heap) {
        this.limits = limits;
        this.mostEntries = limits.entries();
        this.mostBytes = limits.bytes();
        this.heap = heap;
    }

    TerminalLimits limits() {
        return limits;
    }

    /** What of the heap it takes. */
    HeapShare heap() {
        return heap;
    }

    HeldEntries held() {
        return held;
    }

    EntryLookup lookup() {
        return lookup;
    }

    /**
     * Appends in the usual case, which is that the last chunk has room. It writes to that chunk and to nothing else:
     * {@link #settle} counts and evicts before anybody looks.
     *
     * @return the sequence, or 0 when the case is another, and then nothing has changed
     */
    long putUsual(Kind kind, String commandId, byte[] buffer, int from, int size, long now) {
        Chunk last = tail;
        return last == null ? 0 : last.putUsual(kind, commandId, buffer, from, size, now, usualEnd);
    }

    /** As {@link #putUsual} for entries that lie one after the other. */
    long putUsual(Kind kind, String commandId, byte[] buffer, int from, int[] ends, long now) {
        Chunk last = tail;
        return last == null ? 0 : last.putUsual(kind, commandId, buffer, from, ends, now, usualEnd);
    }

    /** Counts what was put, and evicts what is over the limits. */
    void settle() {
        Chunk last = tail;
        if (last != null && last.count() > settledCount) {
            held.count(last.count() - settledCount, last.used() - settledBytes, last.newestTime());
            settledCount = last.count();
            settledBytes = last.used();
            while (held.entries() > mostEntries) {
                evict(held.entries() - mostEntries);
            }
            limitUsual();
        }
    }

    private void limitUsual() {
        Chunk last = tail;
        usualEnd = last == null ? 0 : (int) Math.min(last.capacity(), last.used() + mostBytes - held.bytes());
    }

    private void evict(int most) {
        Chunk emptied = held.evict(most);
        if (emptied != null) {
            recycle(emptied);
        }
    }

    private void recycle(Chunk emptied) {
        if (emptied == tail) {
            setTail(null);
        }
        if (spare == null && emptied.isReusable()) {
            spare = emptied;
        } else {
            heap.give(emptied.footprint());
        }
    }

    private void setTail(@Nullable Chunk chunk) {
        tail = chunk;
        settledCount = 0;
        settledBytes = 0;
        limitUsual();
    }

    /**
     * Makes room for an entry at the end, and evicts for that what the limits demand.
     *
     * @param alone whether it must have a chunk of its own
     * @return how much the budget lacks for it, and then there is no room yet; 0 as a rule
     */
    long makeRoom(int size, long now, boolean alone) {
        settle();
        while (held.entries() >= mostEntries || held.bytes() + size > mostBytes) {
            evict(1);
        }
        limitUsual();
        Chunk last = tail;
        boolean large = alone || size >= LARGE;
        if (last != null && !large && last.canStamp(now)) {
            if (last.hasRoom(size)) {
                return 0;
            }
            if (last.canGrowBy(size)) {
                return grow(last, size);
            }
        }
        return large ? largeTail(size, now) : commonTail(size, now);
    }

    private long grow(Chunk last, int size) {
        long missing = heap.take(last.growth(size));
        if (missing == 0) {
            Chunk larger = last.grown(size);
            commonBytes = Math.max(commonBytes, larger.capacity());
            commonEntries = Math.max(commonEntries, larger.entryCapacity());
            held.replaceLast(larger);
            tail = larger;
            limitUsual();
        }
        return missing;
    }

    private long largeTail(int size, long now) {
        long missing = heap.take(Chunk.footprintOf(size, 1));
        if (missing == 0) {
            begin(new Chunk(size, 1), now);
        }
        return missing;
    }

    private long commonTail(int size, long now) {
        while (commonBytes < size) {
            commonBytes *= 2;
        }
        Chunk fresh = spare;
        if (fresh != null && fresh.capacity() < commonBytes) {
            dropSpare();
            fresh = null;
        }
        if (fresh == null) {
            long missing = heap.take(Chunk.footprintOf(commonBytes, commonEntries));
            if (missing > 0) {
                return missing;
            }
            fresh = new Chunk(commonBytes, commonEntries);
        }
        spare = null;
        begin(fresh, now);
        return 0;
    }

    private void begin(Chunk fresh, long now) {
        seal();
        held.begin(fresh, now);
        setTail(fresh);
    }

    private void seal() {
        Chunk last = tail;
        if (last != null && last.isWasteful()) {
            Chunk trimmed = last.trimmed();
            heap.give(last.footprint() - trimmed.footprint());
            held.replaceLast(trimmed);
        }
        setTail(null);
    }

    /** Adds an entry for which there is room, and returns its sequence. */
    long put(Kind kind, String commandId, MiddleCut content, long now) {
        Chunk last = Objects.requireNonNull(tail);
        int size = content.bytes().size();
        content.bytes().copyTo(last.data(), last.used());
        last.add(size, held.notBeforeLast(now), last.meta(kind, commandId));
        last.setOmitted(content.omitted());
        settle();
        return held.nextSequence() - 1;
    }

    private void dropSpare() {
        Chunk unused = spare;
        if (unused != null) {
            spare = null;
            heap.give(unused.footprint());
        }
    }

    /** Gives up the oldest chunk; false when there is nothing to give. */
    boolean shed() {
        long before = heap.held();
        if (spare == null && held.entries() > 0) {
            evict(held.chunks().first().count());
        }
        dropSpare();
        return heap.held() < before;
    }

    /** Forgets all entries, which does not count as eviction. */
    void clear() {
        for (Chunk chunk = held.forget(); chunk != null; chunk = held.forget()) {
            recycle(chunk);
        }
        dropSpare();
    }

    /** Takes nothing more, and is no longer counted: only readers that go through the rest keep it alive. */
    void close() {
        setTail(null);
        heap.giveAll();
    }

    /** Goes on after what an earlier process may have given out. */
    void continueAfter(long sequence) {
        if (sequence >= held.nextSequence()) {
            seal();
            held.continueAfter(sequence);
        }
    }

    /** Puts older entries before those held, as many of the newest as there is room for, and returns how many. */
    int prepend(List<TerminalEntry> older) {
        int end = older.size();
        long firstTime = held.entries() == 0 ? Long.MAX_VALUE : held.firstTime();
        int restored = 0;
        while (held.isWhole() && end > 0) {
            OlderChunk chunk = OlderChunk.before(older, end, firstTime);
            if (!fits(chunk) && chunk.count() > 1) {
                chunk = OlderChunk.single(older, end, firstTime);
            }
            if (!fits(chunk) || heap.take(Chunk.footprintOf(chunk.bytes(), chunk.count())) > 0) {
                break;
            }
            held.addFirst(chunk.build());
            restored += chunk.count();
            end -= chunk.count();
        }
        limitUsual();
        return restored;
    }

    private boolean fits(OlderChunk chunk) {
        return held.entries() + chunk.count() <= mostEntries && held.bytes() + chunk.bytes() <= mostBytes;
    }
}
