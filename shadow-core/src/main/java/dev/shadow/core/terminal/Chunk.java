package dev.shadow.core.terminal;

import dev.shadow.Bytes;
import dev.shadow.terminal.TerminalEntry;
import dev.shadow.terminal.TerminalEntry.Kind;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Entries whose sequences follow each other directly: their bytes one after the other in one array, and three ints for each in
 * another (where it ends, milliseconds since the first one, kind and command).
 *
 * <p>Written under the lock of the ring. What was written is never written again, so whoever learned a count under that lock
 * reads so many entries without it, as long as the chunk is {@link #share shared} and thereby not used again. Arrays grow
 * by replacing: either array that a reader finds has its entries.
 */
final class Chunk {
    static final int MOST_BYTES = 64 << 10;
    static final int MOST_ENTRIES = 1024;

    static final int LEAST_BYTES = 4 << 10;
    static final int LEAST_ENTRIES = 64;
    private static final int STRIDE = 3;
    private final byte[] data;
    private final int[] index;
    private final CommandIds ids;
    private int count;
    private int used;
    private long firstSequence;
    private long firstTime;
    private long newestTime;
    private long ordinal;
    private long bytesBefore;
    private long omitted;
    private boolean shared;

    Chunk(int bytes, int entries) {
        this(new byte[bytes], new int[entries * STRIDE], new CommandIds());
    }

    private Chunk(byte[] data, int[] index, CommandIds ids) {
        this.data = data;
        this.index = index;
        this.ids = ids;
    }

    static long footprintOf(int bytes, int entries) {
        return bytes + (long) entries * STRIDE * Integer.BYTES;
    }

    /** Empties it for entries from a sequence on. */
    Chunk begin(long sequence, long time) {
        firstSequence = sequence;
        firstTime = time;
        newestTime = time;
        count = 0;
        used = 0;
        omitted = 0;
        ids.clear();
        return this;
    }

    /**
     * Says where in the history of the ring it begins.
     *
     * @param newOrdinal how many entries came before it
     * @param newBytesBefore how many bytes those had
     */
    void place(long newOrdinal, long newBytesBefore) {
        ordinal = newOrdinal;
        bytesBefore = newBytesBefore;
    }

    int capacity() {
        return data.length;
    }

    int entryCapacity() {
        return index.length / STRIDE;
    }

    long footprint() {
        return data.length + (long) index.length * Integer.BYTES;
    }

    boolean hasRoom(int bytes) {
        return bytes <= data.length - used && count * STRIDE < index.length;
    }

    /** One that holds a single large entry never grows. */
    boolean canGrowBy(int bytes) {
        return hasCommonSize() && used + bytes <= MOST_BYTES && count < MOST_ENTRIES;
    }

    /** Whether another chunk may take its place in the same arrays. */
    boolean isReusable() {
        return hasCommonSize() && !shared;
    }

    private boolean hasCommonSize() {
        return index.length >= LEAST_ENTRIES * STRIDE;
    }

    /** How much more it takes to hold so many bytes more. */
    long growth(int bytes) {
        return footprintOf(grownBytes(bytes), grownEntries()) - footprint();
    }

    /** Another with the same entries and room for so many bytes more. */
    Chunk grown(int bytes) {
        return copy(grownBytes(bytes), grownEntries());
    }

    private Chunk copy(int bytes, int entries) {
        Chunk copy = new Chunk(Arrays.copyOf(data, bytes), Arrays.copyOf(index, entries * STRIDE), ids.copy());
        copy.firstSequence = firstSequence;
        copy.firstTime = firstTime;
        copy.place(ordinal, bytesBefore);
        copy.count = count;
        copy.used = used;
        copy.newestTime = newestTime;
        copy.omitted = omitted;
        return copy;
    }

    private int grownBytes(int bytes) {
        int size = data.length;
        while (size < used + bytes) {
            size *= 2;
        }
        return size;
    }

    private int grownEntries() {
        int entries = index.length / STRIDE;
        return count < entries ? entries : Math.min(MOST_ENTRIES, entries * 2);
    }

    /** Whether more than a quarter of its bytes is empty. */
    boolean isWasteful() {
        return data.length - used > data.length / 4;
    }

    /** Another with the same entries and no room for more. */
    Chunk trimmed() {
        return copy(used, count);
    }

    /** Where the bytes of the next entry go. */
    byte[] data() {
        return data;
    }

    int used() {
        return used;
    }

    /** Adds an entry whose bytes are there. */
    void add(int size, long time, int kindAndId) {
        int end = used + size;
        int at = count * STRIDE;
        int[] slots = index;
        slots[at] = end;
        slots[at + 1] = (int) (time - firstTime);
        slots[at + 2] = kindAndId;
        used = end;
        count++;
        newestTime = time;
    }

    /**
     * Adds an entry if it fits as things are and is of the command of the one before.
     *
     * @param end how far the bytes may be filled
     * @return its sequence, or 0
     */
    long putUsual(Kind kind, String id, byte[] buffer, int from, int size, long time, int end) {
        if (size > end - used || size >= MOST_BYTES / 2 || !takes(id, 1, time)) {
            return 0;
        }
        System.arraycopy(buffer, from, data, used, size);
        add(size, time, KindCode.of(kind) | (ids.newest() << KindCode.BITS));
        return firstSequence + count - 1;
    }

    /** As above for entries that lie one after the other; returns the last sequence. */
    long putUsual(Kind kind, String id, byte[] buffer, int from, int[] ends, long time, int end) {
        int size = ends[ends.length - 1] - from;
        if (size > end - used || size >= MOST_BYTES / 2 || !takes(id, ends.length, time)) {
            return 0;
        }
        System.arraycopy(buffer, from, data, used, size);
        addAll(from, ends, time, KindCode.of(kind) | (ids.newest() << KindCode.BITS));
        return firstSequence + count - 1;
    }

    private boolean takes(String id, int entries, long time) {
        return ids.isNewest(id)
                && (count + entries) * STRIDE <= index.length
                && time >= newestTime
                && time - firstTime <= Integer.MAX_VALUE;
    }

    private void addAll(int from, int[] ends, long time, int kindAndId) {
        int shift = used - from;
        int stamp = (int) (time - firstTime);
        int at = count * STRIDE;
        int[] slots = index;
        for (int end : ends) {
            slots[at] = end + shift;
            slots[at + 1] = stamp;
            slots[at + 2] = kindAndId;
            at += STRIDE;
        }
        used = ends[ends.length - 1] + shift;
        count += ends.length;
        newestTime = time;
    }

    void setOmitted(long newOmitted) {
        omitted = newOmitted;
    }

    boolean canStamp(long time) {
        return time - firstTime <= Integer.MAX_VALUE;
    }

    /** The kind and the command in one int. */
    int meta(Kind kind, String id) {
        return KindCode.of(kind) | (ids.number(id) << KindCode.BITS);
    }

    /** From now on readers hold it, so it may not be used again. */
    void share() {
        shared = true;
    }

    int count() {
        return count;
    }

    long firstSequence() {
        return firstSequence;
    }

    long ordinal() {
        return ordinal;
    }

    long newestTime() {
        return newestTime;
    }

    long firstTime() {
        return firstTime;
    }

    /** Bytes of all entries of the ring before the one at a place. */
    long bytesBefore(int i) {
        return bytesBefore + start(i);
    }

    int end(int i) {
        return index[i * STRIDE];
    }

    int size(int i) {
        return index[i * STRIDE] - start(i);
    }

    long time(int i) {
        return firstTime + index[i * STRIDE + 1];
    }

    TerminalEntry entry(int i) {
        int meta = index[i * STRIDE + 2];
        String id = ids.id(meta >>> KindCode.BITS);
        int from = start(i);
        int to = index[i * STRIDE];
        return new TerminalEntry(
                firstSequence + i,
                Instant.ofEpochMilli(time(i)),
                KindCode.kind(meta),
                id.isEmpty() ? Optional.empty() : Optional.of(id),
                from == to ? Bytes.EMPTY : Bytes.wrap(data).slice(from, to),
                omitted);
    }

    private int start(int i) {
        return i == 0 ? 0 : index[(i - 1) * STRIDE];
    }
}
