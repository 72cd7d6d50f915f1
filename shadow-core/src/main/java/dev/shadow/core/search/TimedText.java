package dev.shadow.core.search;

/**
 * A text that looks at the clock while it is read, so that a pattern that tries for ever ends with its deadline. Not
 * thread-safe.
 */
final class TimedText implements CharSequence {
    private static final int READS_BETWEEN_LOOKS = 1 << 14;

    private final SearchClock clock;
    private String text = "";
    private int reads;

    TimedText(SearchClock clock) {
        this.clock = clock;
    }

    TimedText of(String other) {
        text = other;
        return this;
    }

    @Override
    public char charAt(int index) {
        if (++reads == READS_BETWEEN_LOOKS) {
            reads = 0;
            clock.checkInside();
        }
        return text.charAt(index);
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
}
