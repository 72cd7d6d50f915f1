package dev.shadow;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one failure that calls of this library throw. Its message says what to do next, {@link #code()} is what programs act
 * on, and {@link #details()} carries facts by name (a path, a line number), none of them secret.
 *
 * <p>Thread-safe.
 */
public final class ShadowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The stable name of the failure. */
    private final ErrorCode code;

    /** Facts by name. */
    @SuppressWarnings("serial") // always an immutable map of the JDK, which is serializable
    private final Map<String, String> details;

    /** Whether the same call may succeed later. */
    private final boolean retryable;

    private ShadowException(
            ErrorCode code, String message, Map<String, String> details, boolean retryable, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.details = Map.copyOf(details);
        this.retryable = retryable;
    }

    /**
     * A failure that a retry does not mend.
     *
     * @param code its stable name
     * @param message what happened and what to do
     */
    public ShadowException(ErrorCode code, String message) {
        this(code, message, Map.of(), false, null);
    }

    /**
     * A failure with what led to it.
     *
     * @param code its stable name
     * @param message what happened and what to do
     * @param cause the failure below
     */
    public ShadowException(ErrorCode code, String message, Throwable cause) {
        this(code, message, Map.of(), false, cause);
    }

    /**
     * The same failure with one more fact.
     *
     * @param name the fact's name
     * @param value its value, never a secret
     * @return a copy that keeps the stack trace
     */
    public ShadowException with(String name, Object value) {
        Map<String, String> more = new TreeMap<>(details);
        more.put(name, String.valueOf(value));
        return copy(more, retryable);
    }

    /**
     * The same failure, marked as one that may pass: the call took no effect and may be tried again.
     *
     * @return a copy that keeps the stack trace
     */
    public ShadowException asRetryable() {
        return copy(details, true);
    }

    private ShadowException copy(Map<String, String> newDetails, boolean newRetryable) {
        ShadowException copy = new ShadowException(code, message(), newDetails, newRetryable, getCause());
        copy.setStackTrace(getStackTrace());
        for (Throwable suppressed : getSuppressed()) {
            copy.addSuppressed(suppressed);
        }
        return copy;
    }

    /**
     * The stable name of this failure.
     *
     * @return the code
     */
    public ErrorCode code() {
        return code;
    }

    /**
     * What happened and what to do; the same as {@link #getMessage()}.
     *
     * @return the message
     */
    public String message() {
        return String.valueOf(super.getMessage());
    }

    /**
     * Facts by name.
     *
     * @return an immutable map, often empty
     */
    public Map<String, String> details() {
        return details;
    }

    /**
     * Whether the call took no effect and the same call may succeed later.
     *
     * @return false unless that is known
     */
    public boolean retryable() {
        return retryable;
    }

    /** The code stands in front, as the class does for other exceptions. */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return "ShadowException[" + code + "]: " + message();
    }
}
