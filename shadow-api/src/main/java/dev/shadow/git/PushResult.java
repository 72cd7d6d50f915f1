package dev.shadow.git;

import java.util.Optional;

/**
 * A push that the remote took. One that it refuses is a {@link dev.shadow.ErrorCode#PUSH_REJECTED}.
 *
 * <p>Thread-safe.
 *
 * @param outcome whether anything was sent
 * @param branch the branch, by its short name, here and there
 * @param commit what the remote's branch is at now
 * @param movedBase present when the remote's base branch has commits that are not in this branch
 */
public record PushResult(Outcome outcome, String branch, String commit, Optional<BaseMove> movedBase) {
    /**
     * A push while the base branch stayed.
     *
     * @param outcome the component of that name
     * @param branch the component of that name
     * @param commit the component of that name
     */
    public PushResult(Outcome outcome, String branch, String commit) {
        this(outcome, branch, commit, Optional.empty());
    }

    /** Whether anything was sent. */
    public enum Outcome {
        /** The remote had no such branch, and has it now. */
        CREATED,
        /** The remote's branch moved forward. */
        UPDATED,
        /** The remote's branch was replaced, by {@link PushRequest#FORCE_WITH_LEASE}. */
        FORCED,
        /** The remote had it all. */
        UP_TO_DATE
    }
}
