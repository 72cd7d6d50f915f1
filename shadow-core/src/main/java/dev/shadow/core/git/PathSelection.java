package dev.shadow.core.git;

import dev.shadow.core.store.WorkspacePath;
import java.util.Collection;
import java.util.List;

/** The files and directories that a caller named; everything when none. Thread-safe. */
final class PathSelection {
    private final List<WorkspacePath> paths;

    PathSelection(List<String> texts) {
        paths = texts.stream().map(WorkspacePath::parse).toList();
    }

    boolean has(String path) {
        return paths.isEmpty() || paths.stream().anyMatch(selected -> covers(selected, path));
    }

    /** The named paths beneath which none of the given ones is. */
    List<WorkspacePath> without(List<? extends Collection<String>> known) {
        return paths.stream()
                .filter(selected -> !selected.isRoot())
                .filter(selected ->
                        known.stream().flatMap(Collection::stream).noneMatch(path -> covers(selected, path)))
                .toList();
    }

    private static boolean covers(WorkspacePath selected, String path) {
        if (selected.isRoot()) {
            return true;
        }
        String text = selected.toString();
        return path.startsWith(text) && (path.length() == text.length() || path.charAt(text.length()) == '/');
    }
}
