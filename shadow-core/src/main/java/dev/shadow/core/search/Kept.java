package dev.shadow.core.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The first so many results of several workers, in the order of their keys. Whatever they bring in which order, the same is
 * kept in the end, and never more than the limits and one on the way.
 *
 * <p>Thread-safe.
 *
 * @param <T> a result
 */
final class Kept<T> {
    private final int limit;
    private final long mostWeight;
    private final ToLongFunction<T> weigher;
    private final TreeMap<String, List<T>> byKey = new TreeMap<>(); // guarded by this
    private int count; // guarded by this
    private long weight; // guarded by this
    private volatile @Nullable String last; // the last key of all that can be kept; null as long as there is room

    /**
     * Nothing yet.
     *
     * @param limit the most results
     * @param mostWeight where no more is kept, once what is kept weighs more
     * @param weigher of one result
     */
    Kept(int limit, long mostWeight, ToLongFunction<T> weigher) {
        this.limit = limit;
        this.mostWeight = mostWeight;
        this.weigher = weigher;
    }

    /** Whether a result with this key, or one after it, might be kept. Once not, never again. */
    boolean wants(String key) {
        String end = last;
        return end == null || key.compareTo(end) <= 0;
    }

    /**
     * Adds the next result of a key.
     *
     * @return whether another one with this key might be kept
     */
    synchronized boolean add(String key, T result) {
        if (!wants(key)) {
            return false;
        }
        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(result);
        count++;
        weight += weigher.applyAsLong(result);
        return !trim(key);
    }

    /** All results of a key at once. */
    synchronized void addAll(String key, List<T> results) {
        if (wants(key) && !results.isEmpty()) {
            byKey.put(key, results);
            count += results.size();
            weight += results.stream().mapToLong(weigher).sum();
            trim(key);
        }
    }

    /** Whether one of this key had to go. */
    private boolean trim(String key) {
        boolean trimmed = false;
        while (count > limit || isTooHeavy()) {
            Map.Entry<String, List<T>> end = byKey.lastEntry();
            List<T> results = end.getValue();
            weight -= weigher.applyAsLong(results.remove(results.size() - 1));
            count--;
            trimmed |= end.getKey().equals(key);
            if (results.isEmpty()) {
                byKey.remove(end.getKey());
            }
            last = byKey.isEmpty() ? "" : byKey.lastKey();
        }
        return trimmed;
    }

    /** Without the last one too, which is then one too many. */
    private boolean isTooHeavy() {
        if (weight <= mostWeight) {
            return false;
        }
        List<T> results = byKey.lastEntry().getValue();
        return weight - weigher.applyAsLong(results.get(results.size() - 1)) > mostWeight;
    }

    boolean isTruncated() {
        return last != null;
    }

    synchronized List<T> all() {
        List<T> all = new ArrayList<>(count);
        byKey.values().forEach(all::addAll);
        return all;
    }
}
