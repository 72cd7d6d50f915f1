package dev.shadow.search;

import java.util.List;

/**
 * A line that matches; with {@link GrepRequest#multiline} the lines that one match touches.
 *
 * <p>Thread-safe.
 *
 * @param path relative to the workspace
 * @param line its number, or that of the first, from 1
 * @param column where the first match in it begins, from 1, in UTF-16 code units
 * @param text the line without its line ending, or the lines with a line feed between them; what is not UTF-8 shows as
 *     U+FFFD, and a text of over 10,000 characters is cut there
 * @param before lines before it, oldest first, each cut like the text
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
