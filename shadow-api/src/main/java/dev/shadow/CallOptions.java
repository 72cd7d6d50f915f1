package dev.shadow;

import dev.shadow.spi.Check;
import java.time.Duration;
import java.util.Optional;

/**
 * What a call carries beside its arguments. Apply with {@link Workspace#with} or {@link WorkspaceManager#with}.
 *
 * <p>Thread-safe.
 *
 * @param timeout the deadline of each call, from its start; absent: the operation's own default (files 30 s, search 60 s,
 *     git without a network 2 min, git over one 10 min, commands their own timeout, prepare and resume 30 min)
 * @param requestId an id for logs and audit; absent: made anew for each call
 * @param traceParent the value of a trace header, as in the W3C Trace Context recommendation
 */
public record CallOptions(Optional<Duration> timeout, Optional<String> requestId, Optional<String> traceParent) {
    /** Nothing given: every default holds. */
    public static final CallOptions DEFAULT = new CallOptions(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Checks the bounds.
     *
     * @param timeout the component of that name
     * @param requestId the component of that name
     * @param traceParent the component of that name
     */
    public CallOptions {
        timeout.ifPresent(longest -> Check.positive("timeout", longest));
        requestId.ifPresent(id -> Check.token("requestId", id, 128));
        traceParent.ifPresent(value -> Check.token("traceParent", value, 128));
    }

    /**
     * A copy with a deadline for each call.
     *
     * @param newTimeout more than zero
     * @return the copy
     * @throws ShadowException {@link ErrorCode#INVALID_ARGUMENT} when it is zero or less
     */
    public CallOptions timeout(Duration newTimeout) {
        return new CallOptions(Optional.of(newTimeout), requestId, traceParent);
    }

    /**
     * A copy with a request id.
     *
     * @param id 1 to 128 printable ASCII characters
     * @return the copy
     * @throws ShadowException {@link ErrorCode#INVALID_ARGUMENT} on any other text
     */
    public CallOptions requestId(String id) {
        return new CallOptions(timeout, Optional.of(id), traceParent);
    }

    /**
     * A copy with a trace parent.
     *
     * @param value as in the W3C Trace Context recommendation, section 3.2
     * @return the copy
     * @throws ShadowException {@link ErrorCode#INVALID_ARGUMENT} when it is longer than 128 characters or not ASCII
     */
    public CallOptions traceParent(String value) {
        return new CallOptions(timeout, requestId, Optional.of(value));
    }
}
