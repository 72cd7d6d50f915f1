package dev.shadow.file;

import java.util.List;

/**
 * Entries of a directory.
 *
 * <p>Thread-safe.
 *
 * @param entries in the order that {@link ListRequest} tells
 * @param truncated whether the limit cut some off
 */
public record Listing(List<FileStat> entries, boolean truncated) {
    /**
     * Keeps its own list.
     *
     * @param entries the component of that name
     * @param truncated the component of that name
     */
    public Listing {
        entries = List.copyOf(entries);
    }
}
