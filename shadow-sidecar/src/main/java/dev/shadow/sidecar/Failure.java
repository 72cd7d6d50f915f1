package dev.shadow.sidecar;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What no caller is to blame for. */
final class Failure {
    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    private Failure() {}

    /** The text of a stranger's exception may hold anything, so it goes to the log and not over the wire. */
    static ShadowException defect(Throwable error) {
        LOG.error("the call {} failed, which it should not have", CurrentCall.requestId(), error);
        return new ShadowException(
                ErrorCode.INTERNAL,
                "the sidecar failed with " + error.getClass().getSimpleName() + "; its log has the stack trace");
    }
}
