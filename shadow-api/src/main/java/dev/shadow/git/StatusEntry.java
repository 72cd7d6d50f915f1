package dev.shadow.git;

import java.util.Optional;

/**
 * One path that is not as the last commit has it.
 *
 * <p>Thread-safe.
 *
 * @param path relative to the workspace
 * @param oldPath the path before a rename
 * @param staged the index against the last commit
 * @param unstaged the work tree against the index
 * @param conflict what an unfinished merge left undecided; present when both kinds are {@link ChangeKind#CONFLICTED}
 */
public record StatusEntry(
        String path, Optional<String> oldPath, ChangeKind staged, ChangeKind unstaged, Optional<Conflict> conflict) {
    /**
     * An entry without a conflict.
     *
     * @param path the component of that name
     * @param oldPath the component of that name
     * @param staged the component of that name
     * @param unstaged the component of that name
     */
    public StatusEntry(String path, Optional<String> oldPath, ChangeKind staged, ChangeKind unstaged) {
        this(path, oldPath, staged, unstaged, Optional.empty());
    }

    /**
     * An entry for a path that a merge left undecided.
     *
     * @param path relative to the workspace
     * @param conflict how the sides differ
     * @return the entry
     */
    public static StatusEntry conflicted(String path, Conflict conflict) {
        return new StatusEntry(
                path, Optional.empty(), ChangeKind.CONFLICTED, ChangeKind.CONFLICTED, Optional.of(conflict));
    }
}
