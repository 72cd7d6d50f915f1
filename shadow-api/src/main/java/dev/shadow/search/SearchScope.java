package dev.shadow.search;

import dev.shadow.spi.Check;
import java.util.ArrayList;
import java.util.List;

/**
 * Which files a search sees. {@code .git} is never among them. The place itself is asked for by name, so it may be
 * hidden or ignored.
 *
 * <p>Thread-safe.
 *
 * @param path where: a directory or a file, relative to the workspace
 * @param include globs of which a file must match one; all files when empty
 * @param exclude globs of which a file must match none. A glob without {@code /} is held against the name, another one
 *     against the path relative to {@code path}
 * @param includeHidden whether names that begin with a dot are seen
 * @param includeIgnored whether what {@code .gitignore} excludes is seen
 */
public record SearchScope(
        String path, List<String> include, List<String> exclude, boolean includeHidden, boolean includeIgnored) {
    /** The whole workspace, without hidden and ignored files. */
    public static final SearchScope EVERYWHERE = new SearchScope(".", List.of(), List.of(), false, false);

    /**
     * Keeps its own lists.
     *
     * @param path the component of that name
     * @param include the component of that name
     * @param exclude the component of that name
     * @param includeHidden the component of that name
     * @param includeIgnored the component of that name
     */
    public SearchScope {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /**
     * A copy that begins elsewhere.
     *
     * @param where a directory or a file, relative to the workspace
     * @return the copy
     */
    public SearchScope in(String where) {
        return new SearchScope(where, include, exclude, includeHidden, includeIgnored);
    }

    /**
     * A copy that sees only files that match this glob, or one of those given before.
     *
     * @param glob not empty
     * @return the copy
     */
    public SearchScope include(String glob) {
        return new SearchScope(path, plus(include, glob), exclude, includeHidden, includeIgnored);
    }

    /**
     * A copy that does not see files that match this glob, either.
     *
     * @param glob not empty
     * @return the copy
     */
    public SearchScope exclude(String glob) {
        return new SearchScope(path, include, plus(exclude, glob), includeHidden, includeIgnored);
    }

    /**
     * A copy that sees hidden files too.
     *
     * @return the copy
     */
    public SearchScope withHidden() {
        return new SearchScope(path, include, exclude, true, includeIgnored);
    }

    /**
     * A copy that sees ignored files too.
     *
     * @return the copy
     */
    public SearchScope withIgnored() {
        return new SearchScope(path, include, exclude, includeHidden, true);
    }

    private static List<String> plus(List<String> globs, String glob) {
        List<String> more = new ArrayList<>(globs);
        more.add(Check.text("glob", glob));
        return more;
    }
}
