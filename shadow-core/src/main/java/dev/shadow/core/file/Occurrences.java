package dev.shadow.core.file;

import dev.shadow.spi.Deadline;
import java.util.ArrayList;
import java.util.List;

/** Looks for exact text, in stretches short enough that the deadline is seen. Not thread-safe. */
final class Occurrences {
    private static final int COMPARISONS_AT_ONCE = 64 << 20;

    private final String text;
    private final String wanted;
    private final Deadline deadline;

    Occurrences(String text, String wanted, Deadline deadline) {
        this.text = text;
        this.wanted = wanted;
        this.deadline = deadline;
    }

    /** The first at or after an index, or -1. */
    int next(int from) throws InterruptedException {
        int stretch = Math.max(1, COMPARISONS_AT_ONCE / wanted.length());
        int last = text.length() - wanted.length();
        if (last - from < stretch) {
            deadline.check();
            return text.indexOf(wanted, from);
        }
        for (int start = from; start <= last; start += stretch) {
            deadline.check();
            int end = Math.min(text.length(), start + stretch - 1 + wanted.length());
            int found = text.substring(start, end).indexOf(wanted);
            if (found >= 0) {
                return start + found;
            }
        }
        return -1;
    }

    /** All of them, also where one begins inside another; at most so many. */
    List<Integer> overlapping(int limit) throws InterruptedException {
        return all(1, limit);
    }

    /** From the start, none inside another. */
    List<Integer> disjoint() throws InterruptedException {
        return all(wanted.length(), Integer.MAX_VALUE);
    }

    private List<Integer> all(int step, int limit) throws InterruptedException {
        List<Integer> found = new ArrayList<>();
        for (int at = next(0); at >= 0 && found.size() < limit; at = next(at + step)) {
            found.add(at);
        }
        return found;
    }
}
