package dev.shadow.git;

import java.util.List;
import java.util.Optional;

/**
 * What a commit took in. Nothing to commit is a result like any other.
 *
 * <p>Thread-safe.
 *
 * @param commit the new commit; absent when nothing had changed
 * @param changes what it holds, by path
 */
public record CommitResult(Optional<CommitInfo> commit, List<FileChange> changes) {
    /**
     * Keeps its own list.
     *
     * @param commit the component of that name
     * @param changes the component of that name
     */
    public CommitResult {
        changes = List.copyOf(changes);
    }

    /**
     * Whether there is a new commit.
     *
     * @return false when nothing had changed
     */
    public boolean isCommitted() {
        return commit.isPresent();
    }
}
