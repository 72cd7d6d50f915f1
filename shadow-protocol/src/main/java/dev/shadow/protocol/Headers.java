package dev.shadow.protocol;

/**
 * Names of the header fields that this protocol adds to those of HTTP.
 *
 * <p>Thread-safe.
 */
public final class Headers {
    /**
     * On requests that change something: names the call, so that it is never executed twice. A repetition attaches to the
     * first. At most 128 printable ASCII characters, new for each call.
     */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** On keyed requests: the instance that the key belongs to. Another one answers 412 and does nothing. */
    public static final String INSTANCE = "Shadow-Instance";

    /** On every answer: changes with each start of the sidecar's process. */
    public static final String BOOT = "Shadow-Boot";

    /** On requests: how many milliseconds the caller still waits. */
    public static final String TIMEOUT = "Shadow-Timeout";

    /** On requests and every answer: names the call in logs and audit. */
    public static final String REQUEST_ID = "Shadow-Request-Id";

    /** On requests: the trace that the call belongs to, as in the W3C Trace Context recommendation. Commands get it on. */
    public static final String TRACE_PARENT = "traceparent";

    /** On requests that make git talk to a remote: {@code Basic} and the base64 of {@code user:secret}, for this call only. */
    public static final String GIT_AUTHORIZATION = "Git-Authorization";

    /** Beside {@link #GIT_AUTHORIZATION}: the one address, as {@code scheme://host:port}, that it may be shown to. */
    public static final String GIT_ORIGIN = "Git-Origin";

    /** On answers with a part of a file or of an output: the offset of its first byte. */
    public static final String OFFSET = "Shadow-Offset";

    /** On answers with file content: where the file is, in the encoding of a form (WHATWG URL, 5). */
    public static final String PATH = "Shadow-Path";

    /** On answers with file content: the size of the whole file in bytes. */
    public static final String TOTAL_BYTES = "Shadow-Total-Bytes";

    /** On answers with a part of a file: how many lines the whole file has, where that is known. */
    public static final String TOTAL_LINES = "Shadow-Total-Lines";

    /** On answers with output: how many bytes right before the first one are gone. */
    public static final String MISSING = "Shadow-Missing";

    /** On answers with output that is not followed: {@code true} when nothing will come after it. */
    public static final String LAST = "Shadow-Last";

    /**
     * On keyed requests: {@code wait=SECONDS} (RFC 7240). A call that takes longer is answered with 202 by then, goes on, and is
     * asked for again with the same key; so a caller can tell a long call from a dead connection.
     */
    public static final String PREFER = "Prefer";

    private Headers() {}
}
