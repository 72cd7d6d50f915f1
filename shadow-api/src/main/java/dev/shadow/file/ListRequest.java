package dev.shadow.file;

import dev.shadow.spi.Check;

/**
 * What to list. {@code .git} is never listed. The directory itself is asked for by name, so it may be hidden or ignored.
 *
 * <p>Thread-safe.
 *
 * @param path the directory, relative to the workspace
 * @param depth how deep; 1 lists the directory's own entries, at most 1,000
 * @param includeHidden whether names that begin with a dot are listed
 * @param includeIgnored whether what {@code .gitignore} excludes is listed
 * @param order in which order; of what is more than the limit, the last ones are left out
 * @param limit the most entries, 1 to 100,000; more sets {@link Listing#truncated}
 */
public record ListRequest(
        String path, int depth, boolean includeHidden, boolean includeIgnored, ListOrder order, int limit) {
    /** The limit when none is given. */
    public static final int DEFAULT_LIMIT = 1_000;

    /**
     * Checks the bounds.
     *
     * @param path the component of that name
     * @param depth the component of that name
     * @param includeHidden the component of that name
     * @param includeIgnored the component of that name
     * @param order the component of that name
     * @param limit the component of that name
     */
    public ListRequest {
        Check.range("depth", depth, 1, 1_000);
        Check.range("limit", limit, 1, 100_000);
    }

    /**
     * The directory's own entries by name, hidden ones too, ignored ones not, at most 1,000.
     *
     * @param path the directory, {@code .} for the workspace itself
     * @return the request
     */
    public static ListRequest of(String path) {
        return new ListRequest(path, 1, true, false, ListOrder.PATH, DEFAULT_LIMIT);
    }

    /**
     * A copy of another depth.
     *
     * @param levels 1 to 1,000
     * @return the copy
     */
    public ListRequest depth(int levels) {
        return new ListRequest(path, levels, includeHidden, includeIgnored, order, limit);
    }

    /**
     * A copy with or without hidden names.
     *
     * @param include whether they are listed
     * @return the copy
     */
    public ListRequest includeHidden(boolean include) {
        return new ListRequest(path, depth, include, includeIgnored, order, limit);
    }

    /**
     * A copy with or without ignored names.
     *
     * @param include whether they are listed
     * @return the copy
     */
    public ListRequest includeIgnored(boolean include) {
        return new ListRequest(path, depth, includeHidden, include, order, limit);
    }

    /**
     * A copy in another order.
     *
     * @param by the order
     * @return the copy
     */
    public ListRequest order(ListOrder by) {
        return new ListRequest(path, depth, includeHidden, includeIgnored, by, limit);
    }

    /**
     * A copy with another limit.
     *
     * @param entries 1 to 100,000
     * @return the copy
     */
    public ListRequest limit(int entries) {
        return new ListRequest(path, depth, includeHidden, includeIgnored, order, entries);
    }
}
