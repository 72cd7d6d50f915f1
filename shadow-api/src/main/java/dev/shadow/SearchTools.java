package dev.shadow;

import dev.shadow.search.FindRequest;
import dev.shadow.search.FindResult;
import dev.shadow.search.GrepRequest;
import dev.shadow.search.GrepResult;

/**
 * Search in a workspace, in this library's own code and without a shell. Links are not followed; {@code .git} is never
 * searched; nested {@code .gitignore} files and {@code .git/info/exclude} are honoured, even where there is no repository.
 *
 * <p>Thread-safe.
 */
public interface SearchTools {
    /**
     * Looks for text in the contents of files.
     *
     * @param request what to look for
     * @return the matching lines, none being a result like any other; at the deadline what was found until then
     * @throws ShadowException {@link ErrorCode#PATTERN_INVALID} with the place of the mistake,
     *     {@link ErrorCode#PATTERN_TOO_COMPLEX}, {@link ErrorCode#NOT_FOUND} when the place to search is not there
     */
    GrepResult grep(GrepRequest request);

    /**
     * Finds files by name.
     *
     * @param request which files
     * @return their paths, none being a result like any other; at the deadline what was found until then
     * @throws ShadowException {@link ErrorCode#PATTERN_INVALID}, {@link ErrorCode#NOT_FOUND},
     *     {@link ErrorCode#NOT_A_DIRECTORY}
     */
    FindResult findFiles(FindRequest request);
}
