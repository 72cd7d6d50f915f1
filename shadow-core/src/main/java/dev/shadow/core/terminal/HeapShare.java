package dev.shadow.core.terminal;

/**
 * What one ring takes of the budget of all. Guarded by the ring's lock, but for {@link #held}.
 */
final class HeapShare {
    private final TerminalBudget budget;
    private long credit; // reserved and not yet used
    private volatile long held;

    HeapShare(TerminalBudget budget) {
        this.budget = budget;
    }

    /** Takes more; returns what the budget lacks for it, and then nothing is taken. */
    long take(long wanted) {
        long missing = wanted - credit;
        if (missing > 0 && !budget.tryReserve(missing)) {
            return missing;
        }
        credit = Math.max(0, -missing);
        setHeld(held + wanted);
        return 0;
    }

    void give(long freed) {
        setHeld(held - freed);
        budget.release(freed);
    }

    void giveAll() {
        give(held);
    }

    /** What was reserved for the ring while its lock was free. */
    void addCredit(long reserved) {
        credit += reserved;
    }

    void returnCredit() {
        budget.release(credit);
        credit = 0;
    }

    private void setHeld(long now) {
        held = now;
    }

    /** The heap that the ring takes, as far as the budget counts it. Thread-safe. */
    long held() {
        return held;
    }
}
