package dev.shadow.git;

/**
 * How to push.
 *
 * <p>Thread-safe.
 *
 * @param forceWithLease whether the remote's branch may be replaced by one that does not follow from it, provided that it is
 *     still what was last seen of it here; see git-push(1)
 */
public record PushRequest(boolean forceWithLease) {
    /** Only forward. */
    public static final PushRequest FORWARD = new PushRequest(false);

    /** Also over commits that were seen here and are not kept, such as after an amendment. */
    public static final PushRequest FORCE_WITH_LEASE = new PushRequest(true);
}
