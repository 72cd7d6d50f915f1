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

    /** The names of a path beneath the start; of the start itself its own name. */
    List<String> relative(WorkspacePath path) {
        List<String> names = path.names();
        int skipped = Math.min(start.names().size(), names.size() - 1);
        return names.subList(Math.max(0, skipped), names.size());
    }

    boolean matches(WorkspacePath path) {
        List<String> relative = relative(path);
        return (include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(relative)))
                && exclude.stream().noneMatch(glob -> glob.matches(relative));
    }
}
