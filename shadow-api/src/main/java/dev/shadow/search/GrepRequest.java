package dev.shadow.search;

import dev.shadow.spi.Check;

/**
 * What to look for in the contents of files. Binary files, {@code .git} and what git ignores are passed over; of a
 * line the first 4 MiB are searched.
 *
 * <p>Thread-safe.
 *
 * @param pattern a {@link java.util.regex.Pattern}, or the text itself
 * @param literal whether the pattern is the text itself
 * @param scope which files
 * @param ignoreCase whether letters match in either case, Unicode's too
 * @param wholeWord whether a match must not touch a letter, digit or underscore on either side
 * @param contextBefore lines to give before each match, 0 to 100
 * @param contextAfter lines to give after each match, 0 to 100
 * @param limit the most matching lines in all, 1 to 100,000; more sets {@link GrepResult#truncated}
 */
public record GrepRequest(
        String pattern,
        boolean literal,
        SearchScope scope,
        boolean ignoreCase,
        boolean wholeWord,
        int contextBefore,
        int contextAfter,
        int limit) {
    /** The limit when none is given. */
    public static final int DEFAULT_LIMIT = 1_000;

    /**
     * Checks the bounds.
     *
     * @param pattern the component of that name
     * @param literal the component of that name
     * @param scope the component of that name
     * @param ignoreCase the component of that name
     * @param wholeWord the component of that name
     * @param contextBefore the component of that name
     * @param contextAfter the component of that name
     * @param limit the component of that name
     */
    public GrepRequest {
        Check.require(!pattern.isEmpty(), "pattern must not be empty; to list files use findFiles");
        Check.require(
                !literal || pattern.indexOf('\n') < 0, "a literal pattern is looked for line by line: no line feed");
        Check.range("contextBefore", contextBefore, 0, 100);
        Check.range("contextAfter", contextAfter, 0, 100);
        Check.range("limit", limit, 1, 100_000);
    }

    /**
     * Looks for a regular expression, line by line, in the whole workspace; hidden files not, case matters, at most 1,000.
     *
     * @param pattern in the dialect of {@link java.util.regex.Pattern}; not empty
     * @return the request
     */
    public static GrepRequest regex(String pattern) {
        return new GrepRequest(pattern, false, SearchScope.EVERYWHERE, false, false, 0, 0, DEFAULT_LIMIT);
    }

    /**
     * Looks for exact text, line by line, in the whole workspace; hidden files not, case matters, at most 1,000.
     *
     * @param text what to look for; not empty
     * @return the request
     */
    public static GrepRequest literal(String text) {
        return new GrepRequest(text, true, SearchScope.EVERYWHERE, false, false, 0, 0, DEFAULT_LIMIT);
    }

    /**
     * A copy that looks elsewhere.
     *
     * @param where a directory or a file, relative to the workspace
     * @return the copy
     */
    public GrepRequest in(String where) {
        return scope(scope.in(where));
    }

    /**
     * A copy that looks only into files that match this glob, or one of those given before.
     *
     * @param glob such as {@code *.java} or {@code src/**}
     * @return the copy
     */
    public GrepRequest include(String glob) {
        return scope(scope.include(glob));
    }

    /**
     * A copy that passes over files that match this glob, too.
     *
     * @param glob such as {@code *Test.java} or {@code docs/**}
     * @return the copy
     */
    public GrepRequest exclude(String glob) {
        return scope(scope.exclude(glob));
    }

    /**
     * A copy of another scope.
     *
     * @param files which files
     * @return the copy
     */
    public GrepRequest scope(SearchScope files) {
        return new GrepRequest(pattern, literal, files, ignoreCase, wholeWord, contextBefore, contextAfter, limit);
    }

    /**
     * A copy that does or does not tell letters' cases apart.
     *
     * @param ignore whether letters match in either case
     * @return the copy
     */
    public GrepRequest ignoreCase(boolean ignore) {
        return new GrepRequest(pattern, literal, scope, ignore, wholeWord, contextBefore, contextAfter, limit);
    }

    /**
     * A copy that does or does not ask for whole words.
     *
     * @param whole whether a match must be a whole word
     * @return the copy
     */
    public GrepRequest wholeWord(boolean whole) {
        return new GrepRequest(pattern, literal, scope, ignoreCase, whole, contextBefore, contextAfter, limit);
    }

    /**
     * A copy with lines around each match.
     *
     * @param before 0 to 100
     * @param after 0 to 100
     * @return the copy
     */
    public GrepRequest context(int before, int after) {
        return new GrepRequest(pattern, literal, scope, ignoreCase, wholeWord, before, after, limit);
    }

    /**
     * A copy with another limit.
     *
     * @param lines the most matching lines in all, 1 to 100,000
     * @return the copy
     */
    public GrepRequest limit(int lines) {
        return new GrepRequest(pattern, literal, scope, ignoreCase, wholeWord, contextBefore, contextAfter, lines);
    }
}
