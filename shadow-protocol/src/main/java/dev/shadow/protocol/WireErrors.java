package dev.shadow.protocol;

import dev.shadow.ErrorCode;

/**
 * Codes of failures between client and sidecar that users of the library do not see.
 *
 * <p>Thread-safe.
 */
public final class WireErrors {
    /** No such handle: it was closed, or its lease ended, or the sidecar was started anew. Nothing was done. */
    public static final ErrorCode HANDLE_NOT_FOUND = new ErrorCode("HANDLE_NOT_FOUND");

    /** No such path. */
    public static final ErrorCode ROUTE_NOT_FOUND = new ErrorCode("ROUTE_NOT_FOUND");

    /** The path is there for other methods. */
    public static final ErrorCode METHOD_NOT_ALLOWED = new ErrorCode("METHOD_NOT_ALLOWED");

    /** The key belongs to another instance of the sidecar. Nothing was done here. */
    public static final ErrorCode WRONG_INSTANCE = new ErrorCode("WRONG_INSTANCE");

    /** The key belongs to another call. Nothing was done. */
    public static final ErrorCode KEY_REUSED = new ErrorCode("KEY_REUSED");

    /** No such upload: it ended, was given up, or waited too long. */
    public static final ErrorCode UPLOAD_NOT_FOUND = new ErrorCode("UPLOAD_NOT_FOUND");

    private WireErrors() {}
}
