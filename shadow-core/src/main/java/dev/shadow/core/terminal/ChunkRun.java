package dev.shadow.core.terminal;

import dev.shadow.terminal.TerminalEntry;
import dev.shadow.terminal.TerminalSnapshot;
import java.util.Objects;
import java.util.function.Consumer;

/** Entries that lie in shared chunks; nothing was copied. Immutable. */
final class ChunkRun implements TerminalSnapshot {
    private final Chunk[] chunks;
    private final int skip;
    private final int size;
    private final long next;
    private final long gap;

    /**
     * A run.
     *
     * @param chunks with all entries of the run
     * @param skip entries of the first one that do not belong to it
     */
    ChunkRun(Chunk[] chunks, int skip, int size, long next, long gap) {
        this.chunks = chunks;
        this.skip = skip;
        this.size = size;
        this.next = next;
        this.gap = gap;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public TerminalEntry entry(int index) {
        long ordinal = chunks[0].ordinal() + skip + Objects.checkIndex(index, size);
        Chunk chunk = chunks[holderOf(ordinal)];
        return chunk.entry((int) (ordinal - chunk.ordinal()));
    }

    private int holderOf(long ordinal) {
        int low = 0;
        int high = chunks.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (chunks[middle].ordinal() <= ordinal) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    @Override
    public void forEach(Consumer<TerminalEntry> visitor) {
        int left = size;
        int at = skip;
        for (int c = 0; left > 0; c++, at = 0) {
            Chunk chunk = chunks[c];
            int here = c + 1 < chunks.length ? (int) (chunks[c + 1].ordinal() - chunk.ordinal()) - at : left;
            for (int i = at; i < at + Math.min(here, left); i++) {
                visitor.accept(chunk.entry(i));
            }
            left -= here;
        }
    }

    @Override
    public long next() {
        return next;
    }

    @Override
    public long gap() {
        return gap;
    }
}
