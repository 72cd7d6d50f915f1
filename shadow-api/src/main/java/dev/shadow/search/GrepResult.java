package dev.shadow.search;

import java.util.List;

/**
 * What a search found. No match is a result like any other.
 *
 * <p>Thread-safe.
 *
 * @param matches by path, then by line
 * @param filesSearched how many files were looked into
 * @param truncated whether the limit cut matches off, or all their text together passed 4 Mi characters; narrow the search, or raise the limit
 * @param timedOut whether the deadline ended the search; the matches are those found until then
 */
public record GrepResult(List<GrepMatch> matches, long filesSearched, boolean truncated, boolean timedOut) {
    /**
     * Keeps its own list.
     *
     * @param matches the component of that name
     * @param filesSearched the component of that name
     * @param truncated the component of that name
     * @param timedOut the component of that name
     */
    public GrepResult {
        matches = List.copyOf(matches);
    }
}
