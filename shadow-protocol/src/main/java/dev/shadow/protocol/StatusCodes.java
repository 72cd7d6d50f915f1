package dev.shadow.protocol;

import static java.util.Map.entry;

import dev.shadow.ErrorCode;
import java.util.Map;

/**
 * Which HTTP status goes with which code. The status is for proxies and people; programs act on the code.
 *
 * <p>Thread-safe.
 */
public final class StatusCodes {
    private static final int UNPROCESSABLE = 422;

    private static final Map<ErrorCode, Integer> BY_CODE = Map.ofEntries(
            entry(ErrorCode.INVALID_ARGUMENT, 400),
            entry(ErrorCode.PATH_INVALID, 400),
            entry(ErrorCode.PATTERN_INVALID, 400),
            entry(ErrorCode.PATCH_INVALID, 400),
            entry(ErrorCode.UNAUTHENTICATED, 401),
            entry(ErrorCode.DENIED, 403),
            entry(ErrorCode.PATH_ESCAPES, 403),
            entry(ErrorCode.PATH_PROTECTED, 403),
            entry(ErrorCode.PERMISSION_DENIED, 403),
            entry(ErrorCode.NOT_FOUND, 404),
            entry(ErrorCode.WORKSPACE_NOT_FOUND, 404),
            entry(ErrorCode.COMMAND_NOT_FOUND, 404),
            entry(WireErrors.HANDLE_NOT_FOUND, 404),
            entry(WireErrors.ROUTE_NOT_FOUND, 404),
            entry(WireErrors.METHOD_NOT_ALLOWED, 405),
            entry(WireErrors.WRONG_INSTANCE, 412),
            entry(WireErrors.UPLOAD_NOT_FOUND, 404),
            entry(ErrorCode.ALREADY_EXISTS, 409),
            entry(ErrorCode.COMMAND_EXISTS, 409),
            entry(ErrorCode.WORKSPACE_MISMATCH, 409),
            entry(ErrorCode.VERSION_CONFLICT, 412),
            entry(ErrorCode.CLOSED, 410),
            entry(ErrorCode.TOO_LARGE, 413),
            entry(ErrorCode.OUT_OF_RANGE, 416),
            entry(ErrorCode.DEADLINE_EXCEEDED, 504),
            entry(ErrorCode.NO_SPACE, 507),
            entry(ErrorCode.OVERLOADED, 503),
            entry(ErrorCode.UNSUPPORTED, 501),
            entry(ErrorCode.IO_ERROR, 500),
            entry(ErrorCode.INTERNAL, 500));

    private StatusCodes() {}

    /**
     * The status of a failure.
     *
     * @param code why a call failed
     * @return 400 to 599; 422 for what the call asked and the workspace cannot do in the state that it is in
     */
    public static int of(ErrorCode code) {
        return BY_CODE.getOrDefault(code, UNPROCESSABLE);
    }
}
