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
    private static final String[] NO_IDS = {""};

    /** How many of the newest ids are compared: commands that write at the same time are few. */
    private static final int RECENT_IDS = 8;

    private volatile byte[] data;
    private volatile int[] index;
    private volatile String[] ids = NO_IDS; // the first stands for no command
    private int idCount = 1;
    private int count;
    private int used;
    private long firstSequence;
    private long firstTime;
    private long ordinal;
    private long bytesBefore;
    private long omitted;
    private boolean shared;
    private boolean trimmed;

    Chunk(int bytes, int entries) {
        data = new byte[bytes];
        index = new int[entries * STRIDE];
    }

    static long footprintOf(int bytes, int entries) {
        return bytes + (long) entries * STRIDE * Integer.BYTES;
    }

    /** Empties it for entries from a sequence on. */
    Chunk begin(long sequence, long time) {
        firstSequence = sequence;
        firstTime = time;
        count = 0;
        used = 0;
        idCount = 1;
        omitted = 0;
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
        return bytes <= data.length - used && count < index.length / STRIDE;
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
        return index.length >= LEAST_ENTRIES * STRIDE && !trimmed;
    }

    /** How much more it takes to hold so many bytes more. */
    long growth(int bytes) {
        return footprintOf(grownBytes(bytes), grownEntries()) - footprint();
    }

    void grow(int bytes) {
        int newBytes = grownBytes(bytes);
        int newEntries = grownEntries();
        if (newBytes > data.length) {
            data = Arrays.copyOf(data, newBytes);
        }
        if (newEntries * STRIDE > index.length) {
            index = Arrays.copyOf(index, newEntries * STRIDE);
        }
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

    /** Ends writing. Where more than a quarter of the bytes is empty, a copy without that takes the place of the array. */
    void seal() {
        if (data.length - used > data.length / 4) {
            data = Arrays.copyOf(data, used);
            index = Arrays.copyOf(index, count * STRIDE);
            trimmed = true;
        }
    }

    void add(Bytes bytes, long time, int kindAndId) {
        int end = used + bytes.size();
        bytes.copyTo(data, used);
        int[] slots = index;
        int at = count * STRIDE;
        slots[at] = end;
        slots[at + 1] = (int) (time - firstTime);
        slots[at + 2] = kindAndId;
        used = end;
        count++;
    }

    void setOmitted(long newOmitted) {
        omitted = newOmitted;
    }

    boolean canStamp(long time) {
        return time - firstTime <= Integer.MAX_VALUE;
    }

    /** The kind and the command in one int, the command as a place in this chunk's list of ids. */
    int meta(Kind kind, String id) {
        return KindCode.of(kind) | ((id.isEmpty() ? 0 : place(id)) << KindCode.BITS);
    }

    private int place(String id) {
        int newest = idCount - 1;
        for (int i = newest; i > 0 && i > newest - RECENT_IDS; i--) {
            if (ids[i].equals(id)) {
                return i;
            }
        }
        String[] known = ids;
        if (idCount == known.length) {
            known = Arrays.copyOf(known, known.length * 2);
        }
        known[idCount] = id;
        ids = known; // after the write, so that a reader who finds the array finds the id
        return idCount++;
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

    long firstTime() {
        return firstTime;
    }

    /** Bytes of all entries of the ring before the one at a place. */
    long bytesBefore(int i) {
        return bytesBefore + start(i);
    }

    long bytesTotal() {
        return used;
    }

    int size(int i) {
        return index[i * STRIDE] - start(i);
    }

    long time(int i) {
        return firstTime + index[i * STRIDE + 1];
    }

    TerminalEntry entry(int i) {
        int meta = index[i * STRIDE + 2];
        String id = ids[meta >>> KindCode.BITS];
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
