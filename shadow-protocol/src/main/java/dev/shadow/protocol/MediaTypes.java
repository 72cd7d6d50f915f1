package dev.shadow.protocol;

/**
 * The kinds of bodies.
 *
 * <p>Thread-safe.
 */
public final class MediaTypes {
    /** Arguments and results. */
    public static final String JSON = "application/json";

    /** Failures (RFC 9457). */
    public static final String PROBLEM = "application/problem+json";

    /** Contents of files and output of commands, as they are. */
    public static final String BYTES = "application/octet-stream";

    /** Server-Sent Events (WHATWG HTML, 9.2). */
    public static final String EVENTS = "text/event-stream";

    private MediaTypes() {}
}
