package dev.shadow.core.file;

import dev.shadow.spi.Deadline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for some bytes in others, a stretch at a time, so that the deadline is seen and little is copied: as text of a
 * character for each byte, for which the JDK looks faster than anybody for bytes in bytes. Not thread-safe.
 */
final class Occurrences {
    private static final int COMPARISONS_AT_ONCE = 64 << 20;
    private static final int MOST_AT_ONCE = 64 << 10;

    private final byte[] content;
    private final String wanted;
    private final Deadline deadline;
    private String stretch = "";
    private int stretchFrom;

    /** The wanted bytes are one at least. */
    Occurrences(byte[] content, byte[] wanted, Deadline deadline) {
        this.content = content;
        this.wanted = characters(wanted, 0, wanted.length);
        this.deadline = deadline;
    }

    private static String characters(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** The first at or after an index, or -1. */
    int next(int from) throws InterruptedException {
        int places = Math.max(1, Math.min(MOST_AT_ONCE, COMPARISONS_AT_ONCE / wanted.length()));
        int last = content.length - wanted.length();
        for (int start = from; start <= last; start = stretchFrom + stretch.length() - wanted.length() + 1) {
            if (start < stretchFrom || start + wanted.length() > stretchFrom + stretch.length()) {
                deadline.check();
                stretchFrom = start;
                stretch = characters(content, start, Math.min(last, start + places - 1) + wanted.length());
            }
            int found = stretch.indexOf(wanted, start - stretchFrom);
            if (found >= 0) {
                return stretchFrom + found;
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
