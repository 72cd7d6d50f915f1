package dev.shadow.core.terminal;

import java.time.DateTimeException;
import java.time.Instant;

/** Finds held entries by sequence and by time. Guarded by the ring's lock; what it returns is not. */
final class EntryLookup {
    private static final Chunk[] NO_CHUNKS = {};

    private final HeldEntries held;
    private final ChunkList chunks;

    EntryLookup(HeldEntries held) {
        this.held = held;
        this.chunks = held.chunks();
    }

    /** The entries from a sequence on, or from the oldest there is. */
    ChunkRun run(long fromSequence, int max) {
        int at = chunks.findSequence(fromSequence);
        if (at == chunks.size()) {
            return nothing(fromSequence);
        }
        int begin = beginIn(at, fromSequence);
        long from = chunks.get(at).ordinal() + begin;
        return run(at, begin, (int) Math.min(max, held.nextOrdinal() - from), gap(fromSequence, at, begin));
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
        long next = held.nextSequence();
        long gap = fromSequence == 0 ? 0 : Math.max(0, next - fromSequence);
        return new ChunkRun(NO_CHUNKS, 0, 0, Math.max(next, fromSequence), gap);
    }

    private int beginIn(int at, long fromSequence) {
        long begin = fromSequence - chunks.get(at).firstSequence();
        return Math.max(at == 0 ? held.skip() : 0, (int) Math.max(0, begin));
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

    /** The entries that came from one time to before another. */
    ChunkRun between(Instant from, Instant to, int max) {
        long begin = ordinalAt(ceilMillis(from));
        long end = ordinalAt(ceilMillis(to));
        if (begin >= end) {
            long next = begin == held.nextOrdinal() ? held.nextSequence() : sequenceOf(begin);
            return new ChunkRun(NO_CHUNKS, 0, 0, next, 0);
        }
        int at = chunks.findOrdinal(begin);
        return run(at, (int) (begin - chunks.get(at).ordinal()), (int) Math.min(max, end - begin), 0);
    }

    /** Stamps are whole milliseconds, so what came at or after a time came at or after its next whole one. */
    private static long ceilMillis(Instant time) {
        try {
            return time.plusNanos(999_999).toEpochMilli();
        } catch (ArithmeticException | DateTimeException e) { // far beyond every stamp
            return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private long ordinalAt(long time) {
        int at = chunks.findTime(time);
        if (at == chunks.size()) {
            return held.nextOrdinal();
        }
        Chunk chunk = chunks.get(at);
        int i = at == 0 ? held.skip() : 0;
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
        return at == chunks.size() ? 0 : held.nextOrdinal() - chunks.get(at).ordinal() - beginIn(at, sequence);
    }

    /** How many bytes those have. */
    long bytesFrom(long sequence) {
        int at = chunks.findSequence(sequence);
        return at == chunks.size() ? 0 : held.totalBytes() - chunks.get(at).bytesBefore(beginIn(at, sequence));
    }
}
