package dev.shadow.git;

import java.util.List;
import java.util.Optional;

/**
 * The state of the work tree.
 *
 * <p>Thread-safe.
 *
 * @param branch the short name of the current branch; absent when HEAD is detached
 * @param head the last commit; absent before the first
 * @param entries by path
 * @param truncated whether there are more than 10,000 entries
 */
public record GitStatus(Optional<String> branch, Optional<String> head, List<StatusEntry> entries, boolean truncated) {
    /**
     * Keeps its own list.
     *
     * @param branch the component of that name
     * @param head the component of that name
     * @param entries the component of that name
     * @param truncated the component of that name
     */
    public GitStatus {
        entries = List.copyOf(entries);
    }

    /**
     * Whether there is nothing to commit.
     *
     * @return true when there are no entries
     */
    public boolean isClean() {
        return entries.isEmpty();
    }
}
