package dev.shadow.core.search;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The best so many of any number of paths: by score, then the shorter, then by their letters. Thread-safe. */
final class BestPaths {
    private static final Comparator<Scored> BEST_FIRST = Comparator.comparingInt((Scored each) -> -each.score())
            .thenComparingInt(each -> each.path().length())
            .thenComparing(Scored::path);

    private final int limit;
    private final PriorityQueue<Scored> worstFirst = new PriorityQueue<>(BEST_FIRST.reversed()); // guarded by this
    private boolean truncated; // guarded by this

    private record Scored(String path, int score) {}

    BestPaths(int limit) {
        this.limit = limit;
    }

    synchronized void add(String path, int score) {
        worstFirst.add(new Scored(path, score));
        if (worstFirst.size() > limit) {
            worstFirst.remove();
            truncated = true;
        }
    }

    synchronized boolean isTruncated() {
        return truncated;
    }

    synchronized List<String> paths() {
        return worstFirst.stream().sorted(BEST_FIRST).map(Scored::path).toList();
    }
}
