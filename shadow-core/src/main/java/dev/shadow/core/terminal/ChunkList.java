package dev.shadow.core.terminal;

import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The chunks of a ring, oldest first, in a circular array. Not thread-safe. */
final class ChunkList {
    private @Nullable Chunk[] slots = new @Nullable Chunk[4];
    private int head;
    private int size;

    int size() {
        return size;
    }

    Chunk get(int i) {
        return Objects.requireNonNull(slots[slot(i)]);
    }

    Chunk first() {
        return get(0);
    }

    void addLast(Chunk chunk) {
        makeRoom();
        slots[slot(size)] = chunk;
        size++;
    }

    void addFirst(Chunk chunk) {
        makeRoom();
        head = head == 0 ? slots.length - 1 : head - 1;
        slots[head] = chunk;
        size++;
    }

    void replaceLast(Chunk chunk) {
        slots[slot(size - 1)] = chunk;
    }

    Chunk removeFirst() {
        Chunk first = first();
        slots[head] = null;
        head = slot(1);
        size--;
        return first;
    }

    /** The place of the first chunk whose last entry has this sequence or a later one, or the size. */
    int findSequence(long sequence) {
        return find(chunk -> chunk.firstSequence() + chunk.count() > sequence);
    }

    /** The place of the first chunk whose last entry came at this time or later, or the size. */
    int findTime(long time) {
        return find(chunk -> chunk.time(chunk.count() - 1) >= time);
    }

    /** The place of the chunk that holds an ordinal, or the size. */
    int findOrdinal(long ordinal) {
        return find(chunk -> chunk.ordinal() + chunk.count() > ordinal);
    }

    /** The first one that reaches far enough, given that all after it do too. */
    private int find(Predicate<Chunk> reaches) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (reaches.test(get(middle))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Those from one place to another, inclusive, marked as shared. */
    Chunk[] share(int from, int to) {
        Chunk[] shared = new Chunk[to - from + 1];
        for (int i = 0; i < shared.length; i++) {
            shared[i] = get(from + i);
            shared[i].share();
        }
        return shared;
    }

    private int slot(int i) {
        return (head + i) & (slots.length - 1);
    }

    private void makeRoom() {
        if (size == slots.length) {
            @Nullable Chunk[] larger = new @Nullable Chunk[slots.length * 2];
            int tail = slots.length - head;
            System.arraycopy(slots, head, larger, 0, tail);
            System.arraycopy(slots, 0, larger, tail, head);
            slots = larger;
            head = 0;
        }
    }
}
