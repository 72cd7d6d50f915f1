package dev.shadow.file;

import dev.shadow.spi.Check;

/**
 * A replacement of exact text. No patterns: what is written here is what is looked for and what is put there.
 *
 * <p>Thread-safe.
 *
 * @param oldText what is there now; not empty
 * @param newText what shall be there; may be empty
 * @param replaceAll false: the old text must occur exactly once, overlapping occurrences counted. True: every
 *     occurrence is replaced, from the start, none overlapping, and there must be one at least
 */
public record Edit(String oldText, String newText, boolean replaceAll) {
    /**
     * Checks the texts.
     *
     * @param oldText the component of that name
     * @param newText the component of that name
     * @param replaceAll the component of that name
     */
    public Edit {
        Check.require(!oldText.isEmpty(), "oldText must not be empty; to make or replace a whole file use writeFile");
        Check.require(!oldText.equals(newText), "oldText and newText are the same, so there is nothing to edit");
    }

    /**
     * Replaces the one occurrence.
     *
     * @param oldText what is there now
     * @param newText what shall be there
     * @return the edit
     */
    public static Edit replace(String oldText, String newText) {
        return new Edit(oldText, newText, false);
    }

    /**
     * Replaces every occurrence.
     *
     * @param oldText what is there now
     * @param newText what shall be there
     * @return the edit
     */
    public static Edit replaceAll(String oldText, String newText) {
        return new Edit(oldText, newText, true);
    }
}
