package dev.shadow.core.terminal;

import dev.shadow.terminal.TerminalEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;

/**
 * Gathers from segments, the newest first and each from its beginning, as many of the newest entries as limits allow. It
 * never holds more than those. Not thread-safe.
 */
final class NewestEntries {
    private final TerminalLimits limits;
    private final Deque<TerminalEntry> kept = new ArrayDeque<>();
    private final Deque<TerminalEntry> segment = new ArrayDeque<>();
    private long bytes;
    private long last;
    private boolean full;

    NewestEntries(TerminalLimits limits) {
        this.limits = limits;
    }

    void beginOlderSegment() {
        segment.descendingIterator().forEachRemaining(kept::addFirst);
        segment.clear();
    }

    /** What was written again after a failure of the disk is taken from the newer segment. */
    void add(SegmentFormat.Content content) {
        last = Math.max(last, content.last());
        TerminalEntry entry = content.entry();
        if (entry == null
                || (!kept.isEmpty() && entry.sequence() >= kept.getFirst().sequence())) {
            return;
        }
        segment.addLast(entry);
        bytes += entry.bytes().size();
        while (kept.size() + segment.size() > limits.entries() || bytes > limits.bytes()) {
            bytes -= segment.removeFirst().bytes().size();
            full = true;
        }
    }

    /** Whether older segments can add nothing. */
    boolean isFull() {
        return full;
    }

    SegmentFiles.Restored restored() {
        beginOlderSegment();
        return new SegmentFiles.Restored(new ArrayList<>(kept), last);
    }
}
