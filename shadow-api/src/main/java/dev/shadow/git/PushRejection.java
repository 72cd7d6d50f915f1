package dev.shadow.git;

/**
 * Why a remote did not take a push. A {@link dev.shadow.ErrorCode#PUSH_REJECTED} carries the constant's name in its details
 * under {@code rejection}.
 */
public enum PushRejection {
    /** The remote's branch has commits that are not here. */
    REMOTE_AHEAD,
    /** A push with a lease found the remote's branch in another state than it was last seen in. */
    LEASE_BROKEN,
    /** A rule or hook of the remote refused; the details have its words under {@code reason}. */
    REFUSED
}
