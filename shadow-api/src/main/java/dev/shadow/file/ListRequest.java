package dev.shadow.file;

import dev.shadow.spi.Check;

/**
 * What to list. Entries come in the order of a depth-first walk, names by their UTF-16 code units. {@code .git} is never
 * listed. The directory itself is asked for by name, so it may be hidden or ignored.
 *
 * <p>Thread-safe.
 *
 * @param path the directory, relative to the workspace
 * @param depth how deep; 1 lists the directory's own entries, at most 1,000
 * @param includeHidden whether names that begin with a dot are listed
 * @param includeIgnored whether what {@code .gitignore} excludes is listed
 * @param limit the most entries, 1 to 100,000; more sets {@link Listing#truncated}
 */
public record ListRequest(String path, int depth, boolean includeHidden, boolean includeIgnored, int limit) {
    /** The limit when none is given. */
    public static final int DEFAULT_LIMIT = 1_000;

    /**
     * Checks the bounds.
     *
     * @param path the component of that name
     * @param depth the component of that name
     * @param includeHidden the component of that name
     * @param includeIgnored the component of that name
     * @param limit the component of that name
     */
    public ListRequest {
        Check.range("depth", depth, 1, 1_000);
        Check.range("limit", limit, 1, 100_000);
    }

    /**
     * The directory's own entries, hidden ones too, ignored ones not, at most 1,000.
     *
     * @param path the directory, {@code .} for the workspace itself
     * @return the request
     */
    public static ListRequest of(String path) {
        return new ListRequest(path, 1, true, false, DEFAULT_LIMIT);
    }

    /**
     * A copy of another depth.
     *
     * @param levels 1 to 1,000
     * @return the copy
     */
    public ListRequest depth(int levels) {
        return new ListRequest(path, levels, includeHidden, includeIgnored, limit);
    }

    /**
     * A copy with or without hidden names.
     *
     * @param include whether they are listed
     * @return the copy
     */
    public ListRequest includeHidden(boolean include) {
        return new ListRequest(path, depth, include, includeIgnored, limit);
    }

    /**
     * A copy with or without ignored names.
     *
     * @param include whether they are listed
     * @return the copy
     */
    public ListRequest includeIgnored(boolean include) {
        return new ListRequest(path, depth, includeHidden, include, limit);
    }

    /**
     * A copy with another limit.
     *
     * @param entries 1 to 100,000
     * @return the copy
     */
    public ListRequest limit(int entries) {
        return new ListRequest(path, depth, includeHidden, includeIgnored, entries);
    }
}
