package dev.shadow.git;

import java.util.List;
import java.util.Optional;

/**
 * The base branch of the remote has commits that are not in the current branch.
 *
 * <p>Thread-safe.
 *
 * @param branch the base branch, by its short name
 * @param commit where the remote has it now
 * @param conflicts the paths that a merge of the two would leave undecided; empty when it would decide all; absent when that
 *     could not be found out, as where the history is cut off
 */
public record BaseMove(String branch, String commit, Optional<List<String>> conflicts) {
    /**
     * Keeps its own list.
     *
     * @param branch the component of that name
     * @param commit the component of that name
     * @param conflicts the component of that name
     */
    public BaseMove {
        conflicts = conflicts.map(List::copyOf);
    }
}
