package dev.shadow.core.terminal;

import dev.shadow.terminal.TerminalStats;
import java.util.ArrayList;
import java.util.List;

/**
 * Who reads a ring, and whether the slowest is far behind. As its unread part only grows while it does not move, looking
 * before each move and each eviction of a ring's own misses nothing.
 *
 * <p>Guarded by the ring's lock.
 */
final class Readers {
    private final ChunkStore store;
    private final List<RingCursor> cursors = new ArrayList<>();
    private boolean beating;
    private boolean backpressure;
    private boolean changed;
    private long seen;

    Readers(ChunkStore store) {
        this.store = store;
    }

    boolean add(RingCursor cursor) {
        return cursors.add(cursor);
    }

    boolean remove(RingCursor cursor) {
        lookAtBackpressure();
        boolean removed = cursors.remove(cursor);
        lookAtBackpressure();
        return removed;
    }

    /** Whether the caller has to start the pulse, as there are readers and it stands still. */
    boolean mustWake() {
        if (beating || cursors.isEmpty()) {
            return false;
        }
        beating = true;
        changed = true;
        return true;
    }

    /** Those to be woken; none when nothing came since the last beat, and then the pulse stands still. */
    List<RingCursor> beat() {
        if ((!changed && seen == store.nextSequence()) || cursors.isEmpty()) {
            beating = false;
            return List.of();
        }
        changed = false;
        seen = store.nextSequence();
        return List.copyOf(cursors);
    }

    boolean lookAtBackpressure() {
        long entries = 0;
        long bytes = 0;
        for (RingCursor cursor : cursors) {
            if (cursor.isSubscriber()) {
                entries = Math.max(entries, store.entriesFrom(cursor.position()));
                bytes = Math.max(bytes, store.bytesFrom(cursor.position()));
            }
        }
        TerminalLimits limits = store.limits();
        backpressure = backpressure ? !limits.areCaughtUp(entries, bytes) : limits.areFarBehind(entries, bytes);
        return backpressure;
    }

    List<TerminalStats.Subscriber> list() {
        return cursors.stream()
                .filter(RingCursor::isSubscriber)
                .map(cursor -> new TerminalStats.Subscriber(
                        cursor.position(),
                        store.entriesFrom(cursor.position()),
                        store.bytesFrom(cursor.position()),
                        cursor.missed()))
                .toList();
    }
}
