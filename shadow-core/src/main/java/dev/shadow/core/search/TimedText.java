package dev.shadow.core.search;

import dev.shadow.spi.Deadline;

/**
 * A text that looks at the clock while it is read, so that a pattern that tries for ever ends with its deadline. Not
 * thread-safe.
 */
final class TimedText implements CharSequence {
    private static final int READS_BETWEEN_LOOKS = 1 << 14;

    private final String text;
    private final Deadline deadline;
    private int reads;

    TimedText(String text, Deadline deadline) {
        this.text = text;
        this.deadline = deadline;
    }

    @Override
    public char charAt(int index) {
        if (++reads == READS_BETWEEN_LOOKS) {
            reads = 0;
            look();
        }
        return text.charAt(index);
    }

    private void look() {
        if (Thread.currentThread().isInterrupted()) {
            throw new Interrupted();
        }
        if (deadline.isPassed()) {
            throw deadline.exceeded();
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    /** A pattern can only be left by an unchecked exception; the thread's flag is still up. */
    static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Interrupted() {
            super("interrupted", null, false, false);
        }
    }
}
