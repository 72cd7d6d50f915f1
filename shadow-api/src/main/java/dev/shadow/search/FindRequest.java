package dev.shadow.search;

import dev.shadow.spi.Check;

/**
 * Which files to find by name.
 *
 * <p>Thread-safe.
 *
 * @param query a glob, or letters of the path
 * @param fuzzy whether the query is letters that the path holds in this order, best match first
 * @param scope which files
 * @param limit the most paths, 1 to 100,000; more sets {@link FindResult#truncated}
 */
public record FindRequest(String query, boolean fuzzy, SearchScope scope, int limit) {
    /** The limit when none is given. */
    public static final int DEFAULT_LIMIT = 1_000;

    /**
     * Checks the bounds.
     *
     * @param query the component of that name
     * @param fuzzy the component of that name
     * @param scope the component of that name
     * @param limit the component of that name
     */
    public FindRequest {
        Check.text("query", query);
        Check.range("limit", limit, 1, 100_000);
    }

    /**
     * Finds files by a glob: {@code *} and {@code ?} within a name, {@code **} over directories, {@code [a-z]},
     * {@code {a,b}}. A glob without {@code /} is held against the name, another one against the path relative to the
     * place searched. Paths come in the order of their UTF-16 code units.
     *
     * @param glob not empty
     * @return the request
     */
    public static FindRequest glob(String glob) {
        return new FindRequest(glob, false, SearchScope.EVERYWHERE, DEFAULT_LIMIT);
    }

    /**
     * Finds files by letters of their path, as the quick-open box of an editor does; case is ignored.
     *
     * @param letters not empty
     * @return the request
     */
    public static FindRequest fuzzy(String letters) {
        return new FindRequest(letters, true, SearchScope.EVERYWHERE, DEFAULT_LIMIT);
    }

    /**
     * A copy that looks elsewhere.
     *
     * @param directory relative to the workspace
     * @return the copy
     */
    public FindRequest in(String directory) {
        return scope(scope.in(directory));
    }

    /**
     * A copy of another scope.
     *
     * @param files which files
     * @return the copy
     */
    public FindRequest scope(SearchScope files) {
        return new FindRequest(query, fuzzy, files, limit);
    }

    /**
     * A copy with another limit.
     *
     * @param paths the most paths, 1 to 100,000
     * @return the copy
     */
    public FindRequest limit(int paths) {
        return new FindRequest(query, fuzzy, scope, paths);
    }
}
