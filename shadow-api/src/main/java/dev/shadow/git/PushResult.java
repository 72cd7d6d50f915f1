package dev.shadow.git;

/**
 * A push that the remote took. One that it refuses is a {@link dev.shadow.ErrorCode#PUSH_REJECTED}.
 *
 * <p>Thread-safe.
 *
 * @param outcome whether anything was sent
 * @param branch the branch, by its short name, here and there
 * @param commit what the remote's branch is at now
 */
public record PushResult(Outcome outcome, String branch, String commit) {
    /** Whether anything was sent. */
    public enum Outcome {
        /** The remote had no such branch, and has it now. */
        CREATED,
        /** The remote's branch moved forward. */
        UPDATED,
        /** The remote had it all. */
        UP_TO_DATE
    }
}
