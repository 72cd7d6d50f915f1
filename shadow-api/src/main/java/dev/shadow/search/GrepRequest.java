package dev.shadow.search;

import dev.shadow.spi.Check;

/**
 * What to look for in the contents of files. Binary files, {@code .git} and what git ignores are passed over; of a
 * line, and with {@code multiline} of a file, the first 4 MiB are searched.
 *
 * <p>Thread-safe.
 *
 * @param pattern a {@link java.util.regex.Pattern}, or the text itself
 * @param literal whether the pattern is the text itself
 * @param scope which files
 * @param caseMode whether upper and lower case are the same
 * @param wholeWord whether a match must not touch a letter, digit or underscore on either side
 * @param multiline whether a match may reach over lines; {@code ^} and {@code $} still mean each line's, and {@code .} passes
 *     over line ends only with {@code (?s)}
 * @param contextBefore lines to give before each match, 0 to 100
 * @param contextAfter lines to give after each match, 0 to 100
 * @param limit the most matches in all, 1 to 100,000; more sets {@link GrepResult#truncated}
 * @param limitPerFile the most matches of one file, 1 to 100,000; more are left out and set nothing
 */
public record GrepRequest(
        String pattern,
        boolean literal,
        SearchScope scope,
        CaseMode caseMode,
        boolean wholeWord,
        boolean multiline,
        int contextBefore,
        int contextAfter,
        int limit,
        int limitPerFile) {
    /** The limit when none is given. */
    public static final int DEFAULT_LIMIT = 1_000;

    /** The greatest limit, and that of each file when none is given. */
    public static final int MOST = 100_000;

    /**
     * Checks the bounds.
     *
     * @param pattern the component of that name
     * @param literal the component of that name
     * @param scope the component of that name
     * @param caseMode the component of that name
     * @param wholeWord the component of that name
     * @param multiline the component of that name
     * @param contextBefore the component of that name
     * @param contextAfter the component of that name
     * @param limit the component of that name
     * @param limitPerFile the component of that name
     */
    public GrepRequest {
        Check.require(!pattern.isEmpty(), "pattern must not be empty; to list files use findFiles");
        Check.require(
                !literal || multiline || pattern.indexOf('\n') < 0,
                "a literal pattern with a line feed is found only with multiline");
        Check.range("contextBefore", contextBefore, 0, 100);
        Check.range("contextAfter", contextAfter, 0, 100);
        Check.range("limit", limit, 1, MOST);
        Check.range("limitPerFile", limitPerFile, 1, MOST);
    }

    /**
     * Looks for a regular expression, line by line, in the whole workspace; hidden files not, case matters, at most 1,000.
     *
     * @param pattern in the dialect of {@link java.util.regex.Pattern}; not empty
     * @return the request
     */
    public static GrepRequest regex(String pattern) {
        return of(pattern, false);
    }

    /**
     * Looks for exact text, line by line, in the whole workspace; hidden files not, case matters, at most 1,000.
     *
     * @param text what to look for, without a line feed; not empty
     * @return the request
     */
    public static GrepRequest literal(String text) {
        return of(text, true);
    }

    /**
     * Looks for exact text that may hold line feeds; otherwise as {@link #literal}.
     *
     * @param text what to look for; not empty
     * @return the request
     */
    public static GrepRequest literalLines(String text) {
        return new GrepRequest(
                text, true, SearchScope.EVERYWHERE, CaseMode.SENSITIVE, false, true, 0, 0, DEFAULT_LIMIT, MOST);
    }

    private static GrepRequest of(String pattern, boolean literal) {
        return new GrepRequest(
                pattern, literal, SearchScope.EVERYWHERE, CaseMode.SENSITIVE, false, false, 0, 0, DEFAULT_LIMIT, MOST);
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
        return new GrepRequest(
                pattern,
                literal,
                files,
                caseMode,
                wholeWord,
                multiline,
                contextBefore,
                contextAfter,
                limit,
                limitPerFile);
    }

    /**
     * A copy that does or does not tell letters' cases apart.
     *
     * @param ignore whether letters match in either case
     * @return the copy
     */
    public GrepRequest ignoreCase(boolean ignore) {
        return caseMode(ignore ? CaseMode.INSENSITIVE : CaseMode.SENSITIVE);
    }

    /**
     * A copy with another view of upper and lower case.
     *
     * @param mode whether they are the same
     * @return the copy
     */
    public GrepRequest caseMode(CaseMode mode) {
        return new GrepRequest(
                pattern, literal, scope, mode, wholeWord, multiline, contextBefore, contextAfter, limit, limitPerFile);
    }

    /**
     * A copy that does or does not ask for whole words.
     *
     * @param whole whether a match must be a whole word
     * @return the copy
     */
    public GrepRequest wholeWord(boolean whole) {
        return new GrepRequest(
                pattern, literal, scope, caseMode, whole, multiline, contextBefore, contextAfter, limit, limitPerFile);
    }

    /**
     * A copy whose matches may or may not reach over lines.
     *
     * @param over whether they may
     * @return the copy
     */
    public GrepRequest multiline(boolean over) {
        return new GrepRequest(
                pattern, literal, scope, caseMode, wholeWord, over, contextBefore, contextAfter, limit, limitPerFile);
    }

    /**
     * A copy with lines around each match.
     *
     * @param before 0 to 100
     * @param after 0 to 100
     * @return the copy
     */
    public GrepRequest context(int before, int after) {
        return new GrepRequest(
                pattern, literal, scope, caseMode, wholeWord, multiline, before, after, limit, limitPerFile);
    }

    /**
     * A copy with another limit.
     *
     * @param matches the most in all, 1 to 100,000
     * @return the copy
     */
    public GrepRequest limit(int matches) {
        return new GrepRequest(
                pattern,
                literal,
                scope,
                caseMode,
                wholeWord,
                multiline,
                contextBefore,
                contextAfter,
                matches,
                limitPerFile);
    }

    /**
     * A copy with another limit for each file; 1 tells which files match.
     *
     * @param matches the most of one file, 1 to 100,000
     * @return the copy
     */
    public GrepRequest limitPerFile(int matches) {
        return new GrepRequest(
                pattern, literal, scope, caseMode, wholeWord, multiline, contextBefore, contextAfter, limit, matches);
    }
}
