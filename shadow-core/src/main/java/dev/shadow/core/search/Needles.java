package dev.shadow.core.search;

import java.util.Arrays;
import java.util.List;

/**
 * Of which texts one is in every line that matches. Without any, every line may.
 *
 * <p>Thread-safe.
 *
 * @param needles the texts
 */
record Needles(List<Needle> needles) {
    static final Needles UNKNOWN = new Needles(List.of());

    boolean isUnknown() {
        return needles.isEmpty();
    }

    Places in(String text) {
        Needle.Search[] searches = new Needle.Search[needles.size()];
        for (int i = 0; i < searches.length; i++) {
            searches[i] = needles.get(i).in(text);
        }
        return new Places(text.length(), searches);
    }

    /** Where lines that may match are. Not thread-safe. */
    static final class Places {
        private final int length;
        private final Needle.Search[] searches;
        private final int[] next;

        private Places(int length, Needle.Search[] searches) {
            this.length = length;
            this.searches = searches;
            this.next = new int[searches.length];
            Arrays.fill(next, -1);
        }

        /** The first place there or later; the length of the text when there is none. */
        int next(int from) {
            int first = length;
            for (int i = 0; i < searches.length; i++) {
                if (next[i] < from) {
                    next[i] = searches[i].next(from);
                }
                first = Math.min(first, next[i]);
            }
            return searches.length == 0 ? Math.min(from, length) : first;
        }
    }
}
