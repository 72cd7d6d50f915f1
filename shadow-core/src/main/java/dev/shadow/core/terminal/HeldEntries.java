package dev.shadow.core.terminal;

import org.jspecify.annotations.Nullable;

/**
 * The entries that a ring holds, oldest first, and how many there are. An ordinal counts entries that were ever here, without
 * holes; sequences may have holes where a process died.
 *
 * <p>Guarded by the ring's lock.
 */
final class HeldEntries {
    private final ChunkList chunks = new ChunkList();
    private int skip; // entries of the first chunk that are evicted
    private int skipped; // where the last of those ends
    private int entries;
    private long bytes;
    private long evicted;
    private long nextSequence = 1;
    private long nextOrdinal;
    private long totalBytes;
    private long lastTime;

    /** Makes a chunk the last one, empty, for entries from now on. */
    void begin(Chunk fresh, long now) {
        fresh.begin(nextSequence, notBeforeLast(now)).place(nextOrdinal, totalBytes);
        chunks.addLast(fresh);
    }

    void replaceLast(Chunk same) {
        chunks.replaceLast(same);
    }

    /** Counts entries that were added to the last chunk. */
    void count(int added, int more, long newestTime) {
        entries += added;
        nextOrdinal += added;
        nextSequence += added;
        bytes += more;
        totalBytes += more;
        lastTime = newestTime;
    }

    /** Evicts the oldest, as many as given but from one chunk only; returns that chunk when nothing of it is left. */
    @Nullable Chunk evict(int most) {
        Chunk first = chunks.first();
        int count = Math.min(most, first.count() - skip);
        int end = first.end(skip + count - 1);
        bytes -= end - skipped;
        skipped = end;
        entries -= count;
        evicted += count;
        skip += count;
        return skip == first.count() ? removeFirst() : null;
    }

    private Chunk removeFirst() {
        skip = 0;
        skipped = 0;
        return chunks.removeFirst();
    }

    /** Forgets a chunk, which does not count as eviction; null when there is none. */
    @Nullable Chunk forget() {
        if (chunks.size() == 0) {
            entries = 0;
            bytes = 0;
            return null;
        }
        return removeFirst();
    }

    /** Goes on after what an earlier process may have given out; the last chunk must take nothing more. */
    void continueAfter(long sequence) {
        nextSequence = Math.max(nextSequence, sequence + 1);
    }

    /** Nothing was evicted from what is held, so that older entries can come before it. */
    boolean isWhole() {
        return skip == 0;
    }

    void addFirst(Chunk older) {
        boolean empty = chunks.size() == 0;
        long ordinal = empty ? nextOrdinal : chunks.first().ordinal();
        long before = empty ? totalBytes : chunks.first().bytesBefore(0);
        int size = older.used();
        older.place(ordinal - older.count(), before - size);
        chunks.addFirst(older);
        entries += older.count();
        bytes += size;
        lastTime = notBeforeLast(older.newestTime());
    }

    long notBeforeLast(long time) {
        return Math.max(lastTime, time);
    }

    ChunkList chunks() {
        return chunks;
    }

    /** Where the first entry is in the first chunk. */
    int skip() {
        return skip;
    }

    int entries() {
        return entries;
    }

    long bytes() {
        return bytes;
    }

    /** Bytes of all entries that were ever here. */
    long totalBytes() {
        return totalBytes;
    }

    long evicted() {
        return evicted;
    }

    long nextSequence() {
        return nextSequence;
    }

    long nextOrdinal() {
        return nextOrdinal;
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
