package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import org.eclipse.jgit.lib.RefUpdate;

/** Reads the results of moving a ref. */
final class RefUpdates {
    private RefUpdates() {}

    static void require(RefUpdate.Result result, String what) {
        switch (result) {
            case NEW, FAST_FORWARD, FORCED, NO_CHANGE, RENAMED -> {}
            case LOCK_FAILURE, REJECTED ->
                throw new ShadowException(
                                ErrorCode.GIT_FAILED,
                                "cannot " + what + ": it was moved or is locked by another program; try again")
                        .asRetryable();
            default -> throw new ShadowException(ErrorCode.GIT_FAILED, "cannot " + what + ": git says " + result);
        }
    }
}
