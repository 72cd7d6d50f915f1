package dev.shadow.search;

import java.util.List;

/**
 * Files that were found. None is a result like any other.
 *
 * <p>Thread-safe.
 *
 * @param paths relative to the workspace
 * @param truncated whether the limit cut some off
 * @param timedOut whether the deadline ended the search; the paths are those found until then
 */
public record FindResult(List<String> paths, boolean truncated, boolean timedOut) {
    /**
     * Keeps its own list.
     *
     * @param paths the component of that name
     * @param truncated the component of that name
     * @param timedOut the component of that name
     */
    public FindResult {
        paths = List.copyOf(paths);
    }
}
