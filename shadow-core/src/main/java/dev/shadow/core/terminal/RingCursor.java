package dev.shadow.core.terminal;

import dev.shadow.core.concurrent.PullPublisher;
import dev.shadow.terminal.TerminalEntry;
import dev.shadow.terminal.TerminalEvent;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The place of one reader. It takes a few entries under the ring's lock and shows them without.
 *
 * <p>Used by one thread at a time, but for {@link #position}, {@link #missed} and {@link #wake}.
 */
final class RingCursor implements PullPublisher.Cursor<TerminalEvent> {
    private final ManyToManyLockedRing ring;
    private final Runnable wake;
    private final boolean subscriber;
    private volatile long position; // written by the reading thread alone
    private final AtomicLong missed = new AtomicLong();
    private @Nullable ChunkRun piece;
    private int index;

    private RingCursor(ManyToManyLockedRing ring, long fromSequence, Runnable wake, boolean subscriber) {
        this.ring = ring;
        this.position = fromSequence;
        this.wake = wake;
        this.subscriber = subscriber;
    }

    /** One that counts for backpressure. */
    static RingCursor subscriber(ManyToManyLockedRing ring, long fromSequence, Runnable wake) {
        return open(new RingCursor(ring, fromSequence, wake, true));
    }

    /** One that does not, such as the log. */
    static RingCursor observer(ManyToManyLockedRing ring, long fromSequence, Runnable wake) {
        return open(new RingCursor(ring, fromSequence, wake, false));
    }

    private static RingCursor open(RingCursor cursor) {
        cursor.ring.add(cursor);
        return cursor;
    }

    @Override
    public @Nullable TerminalEvent next() {
        ChunkRun current = piece;
        if (current == null || index == current.size()) {
            current = ring.pieceFor(this);
            piece = current;
            index = 0;
        }
        if (current.size() == 0) {
            piece = null;
            return null;
        }
        TerminalEntry entry = current.entry(index);
        long expected = position;
        if (expected > 0 && entry.sequence() > expected) {
            missed.addAndGet(entry.sequence() - expected);
            position = entry.sequence();
            return new TerminalEvent.Gap(expected, entry.sequence() - 1);
        }
        index++;
        position = entry.sequence() + 1;
        return new TerminalEvent.Next(entry);
    }

    /** Whether the ring was closed and everything in it shown. */
    @Override
    public boolean isAtEnd() {
        ChunkRun current = piece;
        boolean shown = current == null || index == current.size();
        return shown && ring.isClosed() && ring.pieceFor(this).size() == 0;
    }

    @Override
    public void close() {
        piece = null;
        ring.remove(this);
    }

    /** The sequence of the entry that follows what was shown. */
    long position() {
        return position;
    }

    long missed() {
        return missed.get();
    }

    boolean isSubscriber() {
        return subscriber;
    }

    void wake() {
        wake.run();
    }
}
