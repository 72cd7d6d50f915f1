package dev.shadow.core.terminal;

import dev.shadow.spi.Check;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the terminals of all workspaces together may take of the heap. When it is used up, the largest terminal gives its
 * oldest chunk for whoever needs one.
 *
 * <p>Counted are whole chunks, filled or not, and not what snapshots keep alive. A ring's lock is taken under this object's
 * and never the other way round, so a ring lets go of its own before it asks.
 *
 * <p>Thread-safe.
 */
public final class TerminalBudget {
    private static final long MOST_BY_DEFAULT = 256L << 20;
    private static final long LEAST = 1L << 20;
    private static final long A_MOMENT = 50_000;

    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final List<ManyToManyLockedRing> rings = new ArrayList<>(); // guarded by this

    /**
     * A budget.
     *
     * @param bytes of heap, at least 1 MB
     */
    public TerminalBudget(long bytes) {
        this.limit = Check.range("terminal budget", bytes, LEAST, Long.MAX_VALUE);
    }

    /**
     * An eighth of the heap, and 256 MB at most.
     *
     * @return a new budget
     */
    public static TerminalBudget ofHeap() {
        return new TerminalBudget(
                Math.max(LEAST, Math.min(MOST_BY_DEFAULT, Runtime.getRuntime().maxMemory() / 8)));
    }

    /**
     * What all terminals take now.
     *
     * @return in bytes of heap
     */
    public long used() {
        return used.get();
    }

    long limit() {
        return limit;
    }

    synchronized void join(ManyToManyLockedRing ring) {
        rings.add(ring);
    }

    synchronized void leave(ManyToManyLockedRing ring) {
        rings.remove(ring);
    }

    boolean tryReserve(long bytes) {
        long before = used.get();
        while (before + bytes <= limit) {
            long witness = used.compareAndExchange(before, before + bytes);
            if (witness == before) {
                return true;
            }
            before = witness;
        }
        return false;
    }

    void release(long bytes) {
        used.addAndGet(-bytes);
    }

    /** Reserves, and makes the largest terminals shrink for it. The caller holds the lock of no ring. */
    synchronized void reserve(long bytes) {
        Check.require(bytes <= limit, "a terminal asks for more than the budget of all");
        while (!tryReserve(bytes)) {
            ManyToManyLockedRing largest = largest();
            if (largest == null || !largest.shed()) {
                LockSupport.parkNanos(A_MOMENT); // who reserved it and did not append yet waits for no lock of ours
            }
        }
    }

    private @Nullable ManyToManyLockedRing largest() {
        return rings.stream()
                .max(Comparator.comparingLong(ManyToManyLockedRing::heap))
                .orElse(null);
    }
}
