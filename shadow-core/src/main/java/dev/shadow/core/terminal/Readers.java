package dev.shadow.core.terminal;

import dev.shadow.terminal.TerminalStats;
import java.util.ArrayList;
import java.util.List;

/**
 * Who reads a ring, and whether the slowest is far behind. An unread part only grows while its reader does not move, so it is
 * enough to look at a reader before it moves, and at all of them only once one is far behind: a move costs the same
 * with a hundred readers as with one.
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
        if ((!changed && seen == store.held().nextSequence()) || cursors.isEmpty()) {
            beating = false;
            return List.of();
        }
        changed = false;
        seen = store.held().nextSequence();
        return List.copyOf(cursors);
    }

    /** To be called before a reader takes more. */
    void beforeMove(RingCursor cursor) {
        if (backpressure) {
            lookAtBackpressure();
        } else if (cursor.isSubscriber()) {
            look(cursor.position());
        }
    }

    boolean lookAtBackpressure() {
        long slowest = Long.MAX_VALUE;
        for (RingCursor cursor : cursors) {
            if (cursor.isSubscriber()) {
                slowest = Math.min(slowest, cursor.position());
            }
        }
        return look(slowest);
    }

    private boolean look(long position) {
        long entries = store.lookup().entriesFrom(position);
        long bytes = store.lookup().bytesFrom(position);
        TerminalLimits limits = store.limits();
        backpressure = backpressure ? !limits.areCaughtUp(entries, bytes) : limits.areFarBehind(entries, bytes);
        return backpressure;
    }

    List<TerminalStats.Subscriber> list() {
        return cursors.stream()
                .filter(RingCursor::isSubscriber)
                .map(cursor -> new TerminalStats.Subscriber(
                        cursor.position(),
                        store.lookup().entriesFrom(cursor.position()),
                        store.lookup().bytesFrom(cursor.position()),
                        cursor.missed()))
                .toList();
    }
}
