package dev.shadow.core.search;

import dev.shadow.core.store.WorkspacePath;
import dev.shadow.search.SearchScope;
import java.util.List;

/**
 * The files of a scope by its globs.
 *
 * <p>Thread-safe.
 *
 * @param start where the search begins
 * @param include one of these; any file when empty
 * @param exclude none of these
 */
record ScopeFilter(WorkspacePath start, List<Glob> include, List<Glob> exclude) {
    static ScopeFilter of(SearchScope scope) {
        return new ScopeFilter(
                WorkspacePath.parse(scope.path()),
                scope.include().stream().map(Glob::parse).toList(),
                scope.exclude().stream().map(Glob::parse).toList());
    }

    /** Whether a file is in it, by its path from the start on; of the start itself that is its own name. */
    boolean matches(String relative) {
        return (include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(relative)))
                && (exclude.isEmpty() || exclude.stream().noneMatch(glob -> glob.matches(relative)));
    }
}
