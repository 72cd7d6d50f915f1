package dev.shadow.protocol;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.util.Map;
import java.util.Optional;

/**
 * A failure on the wire (RFC 9457), and back.
 *
 * <p>Thread-safe.
 *
 * @param status the HTTP status
 * @param code the {@link ErrorCode}; one that this version does not know survives
 * @param detail what happened and what to do
 * @param retryable whether the call took no effect and may succeed later
 * @param details facts by name
 * @param requestId names the call in the sidecar's log
 */
public record Problem(
        int status,
        String code,
        String detail,
        boolean retryable,
        Map<String, String> details,
        Optional<String> requestId) {
    /** Keeps its own map. */
    public Problem {
        details = Map.copyOf(details);
    }

    /**
     * A failure as it goes out.
     *
     * @param failure what a call threw
     * @param requestId the call
     * @return the problem, with the status that {@link StatusCodes} gives to its code
     */
    public static Problem of(ShadowException failure, Optional<String> requestId) {
        return new Problem(
                StatusCodes.of(failure.code()),
                failure.code().name(),
                failure.message(),
                failure.retryable(),
                failure.details(),
                requestId);
    }

    /**
     * The failure as the caller shall see it, the same as where it happened.
     *
     * @return to be thrown
     */
    public ShadowException toException() {
        ShadowException failure = new ShadowException(new ErrorCode(code), detail);
        for (Map.Entry<String, String> fact : details.entrySet()) {
            failure = failure.with(fact.getKey(), fact.getValue());
        }
        return retryable ? failure.asRetryable() : failure;
    }
}
