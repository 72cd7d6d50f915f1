package dev.shadow.search;

import java.util.List;

/**
 * A line that matches.
 *
 * <p>Thread-safe.
 *
 * @param path relative to the workspace
 * @param line its number, from 1
 * @param column where the first match in it begins, from 1, in UTF-16 code units
 * @param text the line without its line ending; what is not UTF-8 shows as U+FFFD, and a line of over 10,000 characters
 *     is cut there
 * @param before lines before it, oldest first
 * @param after lines after it
 */
public record GrepMatch(String path, long line, int column, String text, List<String> before, List<String> after) {
    /**
     * Keeps its own lists.
     *
     * @param path the component of that name
     * @param line the component of that name
     * @param column the component of that name
     * @param text the component of that name
     * @param before the component of that name
     * @param after the component of that name
     */
    public GrepMatch {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }
}
