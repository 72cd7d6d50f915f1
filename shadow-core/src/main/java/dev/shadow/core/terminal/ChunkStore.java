package dev.shadow.core.terminal;

import dev.shadow.Bytes;
import dev.shadow.terminal.TerminalEntry;
import dev.shadow.terminal.TerminalEntry.Kind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a ring in chunks, its limits, and what of the budget it holds. An ordinal counts entries that were ever here,
 * without holes; sequences may have holes where a process died.
 *
 * <p>Not thread-safe, but for {@link #held}.
 */
final class ChunkStore {
    /** From here on an entry has a chunk of its own, as it would leave too much of a common one empty. */
    private static final int LARGE = Chunk.MOST_BYTES / 2;

    private static final Chunk[] NO_CHUNKS = {};

    private final TerminalLimits limits;
    private final int mostEntries;
    private final long mostBytes;
    private final TerminalBudget budget;
    private final ChunkList chunks = new ChunkList();
    private @Nullable Chunk tail;
    private @Nullable Chunk spare;
    private int skip; // entries of the first chunk that are evicted
    private int skipped; // where the last of those ends
    private int settledCount; // entries and bytes of the last chunk that the numbers below know of
    private int settledBytes;
    private int usualEnd; // as far as the last chunk may be filled before anything has to be looked at
    private int entries;
    private long bytes;
    private long evicted;
    private long nextSequence = 1;
    private long nextOrdinal;
    private long totalBytes;
    private long lastTime;
    private long credit; // reserved and not yet used
    private int commonBytes = Chunk.LEAST_BYTES;
    private int commonEntries = Chunk.LEAST_ENTRIES;
    private volatile long held;

    ChunkStore(TerminalLimits limits, TerminalBudget budget) {
        this.limits = limits;
        this.mostEntries = limits.entries();
        this.mostBytes = limits.bytes();
        this.budget = budget;
    }

    /**
     * Makes room for an entry at the end, and evicts for that what the limits demand.
     *
     * @param alone whether it must have a chunk of its own
     * @return how much the budget lacks for it, and then there is no room yet; 0 as a rule
     */
    long makeRoom(int size, long now, boolean alone) {
        settle();
        while (entries >= mostEntries || bytes + size > mostBytes) {
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
        long missing = take(last.growth(size));
        if (missing == 0) {
            Chunk larger = last.grown(size);
            commonBytes = Math.max(commonBytes, larger.capacity());
            commonEntries = Math.max(commonEntries, larger.entryCapacity());
            chunks.replaceLast(larger);
            tail = larger;
            limitUsual();
        }
        return missing;
    }

    private long largeTail(int size, long now) {
        long missing = take(Chunk.footprintOf(size, 1));
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
            long missing = take(Chunk.footprintOf(commonBytes, commonEntries));
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
        fresh.begin(nextSequence, Math.max(lastTime, now)).place(nextOrdinal, totalBytes);
        chunks.addLast(fresh);
        setTail(fresh);
    }

    private void seal() {
        Chunk last = tail;
        if (last != null && last.isWasteful()) {
            Chunk trimmed = last.trimmed();
            give(last.footprint() - trimmed.footprint());
            chunks.replaceLast(trimmed);
        }
        setTail(null);
    }

    private void setTail(@Nullable Chunk chunk) {
        tail = chunk;
        settledCount = 0;
        settledBytes = 0;
        limitUsual();
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
            int added = last.count() - settledCount;
            int more = last.used() - settledBytes;
            entries += added;
            nextOrdinal += added;
            nextSequence += added;
            bytes += more;
            totalBytes += more;
            lastTime = last.newestTime();
            settledCount = last.count();
            settledBytes = last.used();
            while (entries > mostEntries) {
                evict(Math.min(entries - mostEntries, chunks.first().count() - skip));
            }
            limitUsual();
        }
    }

    private void limitUsual() {
        Chunk last = tail;
        usualEnd = last == null ? 0 : (int) Math.min(last.capacity(), last.used() + mostBytes - bytes);
    }

    /** Adds an entry for which there is room, and returns its sequence. */
    long put(Kind kind, String commandId, Bytes content, long now) {
        Chunk last = Objects.requireNonNull(tail);
        content.copyTo(last.data(), last.used());
        last.add(content.size(), Math.max(lastTime, now), last.meta(kind, commandId));
        settle();
        return nextSequence - 1;
    }

    /** Marks the entry that was put last, which is alone in its chunk. */
    void omit(long count) {
        if (count > 0) {
            Objects.requireNonNull(tail).setOmitted(count);
        }
    }

    private void evict(int count) {
        Chunk first = chunks.first();
        int end = first.end(skip + count - 1);
        bytes -= end - skipped;
        skipped = end;
        entries -= count;
        evicted += count;
        skip += count;
        if (skip == first.count()) {
            removeFirst();
        }
    }

    private void removeFirst() {
        Chunk first = chunks.removeFirst();
        skip = 0;
        skipped = 0;
        if (first == tail) {
            setTail(null);
        }
        if (spare == null && first.isReusable()) {
            spare = first;
        } else {
            give(first.footprint());
        }
    }

    private void dropSpare() {
        Chunk unused = spare;
        if (unused != null) {
            spare = null;
            give(unused.footprint());
        }
    }

    private long take(long wanted) {
        long missing = wanted - credit;
        if (missing > 0 && !budget.tryReserve(missing)) {
            return missing;
        }
        credit = Math.max(0, -missing);
        setHeld(held + wanted);
        return 0;
    }

    private void give(long freed) {
        setHeld(held - freed);
        budget.release(freed);
    }

    private void setHeld(long now) {
        held = now;
    }

    void addCredit(long reserved) {
        credit += reserved;
    }

    void returnCredit() {
        budget.release(credit);
        credit = 0;
    }

    /** What it holds is no longer counted, as only readers that go through the rest keep it alive. */
    void leaveBudget() {
        setTail(null);
        give(held);
    }

    /** The heap that it takes, as far as the budget counts it. Thread-safe. */
    long held() {
        return held;
    }

    /** Gives up the oldest chunk; false when there is nothing to give. */
    boolean shed() {
        long before = held;
        if (spare == null && entries > 0) {
            int count = chunks.size();
            while (chunks.size() == count) {
                evict(chunks.first().count() - skip);
            }
        }
        dropSpare();
        return held < before;
    }

    /** Forgets all entries, which does not count as eviction. */
    void clear() {
        while (chunks.size() > 0) {
            removeFirst();
        }
        entries = 0;
        bytes = 0;
        dropSpare();
    }

    /** Goes on after what an earlier process may have given out. */
    void continueAfter(long sequence) {
        if (sequence >= nextSequence) {
            seal();
            nextSequence = sequence + 1;
        }
    }

    /** Puts older entries before those held, as many of the newest as there is room for, and returns how many. */
    int prepend(List<TerminalEntry> older) {
        int end = older.size();
        long firstTime = entries == 0 ? Long.MAX_VALUE : chunks.first().time(skip);
        int restored = 0;
        while (skip == 0 && end > 0) {
            OlderChunk chunk = OlderChunk.before(older, end, firstTime);
            boolean fits = entries + chunk.count() <= mostEntries && bytes + chunk.bytes() <= mostBytes;
            if (!fits && chunk.count() > 1) {
                chunk = OlderChunk.single(older, end, firstTime);
                fits = entries < mostEntries && bytes + chunk.bytes() <= mostBytes;
            }
            if (!fits || take(Chunk.footprintOf(chunk.bytes(), chunk.count())) > 0) {
                break;
            }
            putFirst(chunk.build());
            restored += chunk.count();
            end -= chunk.count();
        }
        return restored;
    }

    private void putFirst(Chunk older) {
        boolean empty = chunks.size() == 0;
        long ordinal = empty ? nextOrdinal : chunks.first().ordinal();
        long before = empty ? totalBytes : chunks.first().bytesBefore(0);
        int size = older.used();
        older.place(ordinal - older.count(), before - size);
        chunks.addFirst(older);
        entries += older.count();
        bytes += size;
        lastTime = Math.max(lastTime, older.time(older.count() - 1));
    }

    /** The entries from a sequence on, or from the oldest there is. */
    ChunkRun run(long fromSequence, int max) {
        int at = chunks.findSequence(fromSequence);
        if (at == chunks.size()) {
            return nothing(fromSequence);
        }
        int begin = beginIn(at, fromSequence);
        long from = chunks.get(at).ordinal() + begin;
        return run(at, begin, (int) Math.min(max, nextOrdinal - from), gap(fromSequence, at, begin));
    }

    /** As {@link #run(long, int)}, from one chunk only, and no more bytes than given when that is several entries. */
    ChunkRun piece(long fromSequence, int max, long maxBytes) {
        int at = chunks.findSequence(fromSequence);
        if (at == chunks.size()) {
            return nothing(fromSequence);
        }
        int begin = beginIn(at, fromSequence);
        Chunk chunk = chunks.get(at);
        int end = Math.min(chunk.count(), begin + max);
        int size = lastWithin(chunk, begin, end - 1, chunk.bytesBefore(begin) + maxBytes) - begin + 1;
        return run(at, begin, size, gap(fromSequence, at, begin));
    }

    /** The last entry of a range that ends within so many bytes of the terminal's life, or the range's first. */
    private static int lastWithin(Chunk chunk, int first, int last, long mostBytes) {
        int low = first;
        int high = last;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (chunk.bytesBefore(middle) + chunk.size(middle) <= mostBytes) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private ChunkRun nothing(long fromSequence) {
        long gap = fromSequence == 0 ? 0 : Math.max(0, nextSequence - fromSequence);
        return new ChunkRun(NO_CHUNKS, 0, 0, Math.max(nextSequence, fromSequence), gap);
    }

    private int beginIn(int at, long fromSequence) {
        return Math.max(at == 0 ? skip : 0, (int)
                Math.max(0, fromSequence - chunks.get(at).firstSequence()));
    }

    private long gap(long fromSequence, int at, int begin) {
        return fromSequence == 0 ? 0 : chunks.get(at).firstSequence() + begin - fromSequence;
    }

    private ChunkRun run(int at, int begin, int size, long gap) {
        Chunk first = chunks.get(at);
        long lastOrdinal = first.ordinal() + begin + size - 1;
        int end = lastOrdinal < first.ordinal() + first.count() ? at : chunks.findOrdinal(lastOrdinal);
        Chunk last = chunks.get(end);
        long next = last.firstSequence() + (lastOrdinal - last.ordinal()) + 1;
        return new ChunkRun(chunks.share(at, end), begin, size, next, gap);
    }

    /** The entries that came from one time to before another, in milliseconds. */
    ChunkRun between(long from, long to, int max) {
        long begin = ordinalAt(from);
        long end = ordinalAt(to);
        if (begin >= end) {
            return new ChunkRun(NO_CHUNKS, 0, 0, begin == nextOrdinal ? nextSequence : sequenceOf(begin), 0);
        }
        int at = chunks.findOrdinal(begin);
        return run(at, (int) (begin - chunks.get(at).ordinal()), (int) Math.min(max, end - begin), 0);
    }

    private long ordinalAt(long time) {
        int at = chunks.findTime(time);
        if (at == chunks.size()) {
            return nextOrdinal;
        }
        Chunk chunk = chunks.get(at);
        int i = at == 0 ? skip : 0;
        while (chunk.time(i) < time) {
            i++;
        }
        return chunk.ordinal() + i;
    }

    private long sequenceOf(long ordinal) {
        Chunk holder = chunks.get(chunks.findOrdinal(ordinal));
        return holder.firstSequence() + (ordinal - holder.ordinal());
    }

    /** How many entries there are from a sequence on. */
    long entriesFrom(long sequence) {
        int at = chunks.findSequence(sequence);
        return at == chunks.size() ? 0 : nextOrdinal - chunks.get(at).ordinal() - beginIn(at, sequence);
    }

    /** How many bytes those have. */
    long bytesFrom(long sequence) {
        int at = chunks.findSequence(sequence);
        return at == chunks.size() ? 0 : totalBytes - chunks.get(at).bytesBefore(beginIn(at, sequence));
    }

    TerminalLimits limits() {
        return limits;
    }

    int entries() {
        return entries;
    }

    long bytes() {
        return bytes;
    }

    long evicted() {
        return evicted;
    }

    long nextSequence() {
        return nextSequence;
    }

    long firstSequence() {
        return entries == 0 ? nextSequence : chunks.first().firstSequence() + skip;
    }

    /** When the oldest came; only if there is one. */
    long firstTime() {
        return chunks.first().time(skip);
    }

    /** When the newest came; only if there is one. */
    long lastTime() {
        return lastTime;
    }
}
