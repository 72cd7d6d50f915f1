package dev.shadow.core.watch;

import dev.shadow.file.FileType;
import dev.shadow.watch.WatchEvent;
import dev.shadow.watch.WatchEvent.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last changes by their numbers. Numbers begin with the microseconds of the clock, so that those of an earlier process
 * are smaller than all of this one, and are known to be gone.
 *
 * <p>Thread-safe.
 */
final class ChangeHistory {
    private final WatchLimits limits;
    private @Nullable Change[] ring = new Change[0]; // of its full size once there is a change
    private long first;
    private long next;
    private long bytes;

    ChangeHistory(WatchLimits limits, long nowMillis) {
        this.limits = limits;
        this.next = Math.max(1, nowMillis * 1_000);
        this.first = next;
    }

    synchronized void add(Kind kind, String path, Optional<String> oldPath, FileType type, @Nullable TreeImage moved) {
        Change change = new Change(new WatchEvent(next, kind, path, oldPath, type), moved);
        if (ring.length == 0) {
            ring = new Change[limits.events()];
        } else if (next - first == ring.length) {
            dropFirst();
        }
        ring[(int) (next % ring.length)] = change;
        next++;
        bytes += change.bytes();
        while (bytes > limits.bytes()) {
            dropFirst();
        }
    }

    private void dropFirst() {
        int index = (int) (first % ring.length);
        Change dropped = ring[index];
        ring[index] = null;
        bytes -= dropped == null ? 0 : dropped.bytes();
        first++;
    }

    /** The number that the next change gets. */
    synchronized long next() {
        return next;
    }

    /** Drops all, and a number with it that nobody was told: what happens now is not known. */
    synchronized void interrupt() {
        while (first < next) {
            dropFirst();
        }
        ring = new Change[0];
        next++;
        first = next;
    }

    /** The changes from a number on, none when there are none yet, or null when it is gone or was never given. */
    synchronized @Nullable List<Change> from(long sequence, int most) {
        if (sequence < first || sequence > next) {
            return null;
        }
        List<Change> changes = new ArrayList<>();
        for (long i = sequence; i < Math.min(next, sequence + most); i++) {
            Change change = ring[(int) (i % ring.length)];
            if (change != null) {
                changes.add(change);
            }
        }
        return changes;
    }
}
