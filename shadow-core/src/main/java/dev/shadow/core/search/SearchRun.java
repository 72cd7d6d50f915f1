package dev.shadow.core.search;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.Failures;
import dev.shadow.core.store.FileStore;

/** Runs a search until it ends or its deadline does. */
final class SearchRun {
    private SearchRun() {}

    /** Whether the deadline ended it. */
    static boolean timesOut(Object place, FileStore.Action<?> search) throws InterruptedException {
        try {
            Failures.translate(place, search);
            return false;
        } catch (SearchClock.Stopped e) {
            Thread.interrupted();
            throw new InterruptedException();
        } catch (ShadowException e) {
            if (e.code().equals(ErrorCode.DEADLINE_EXCEEDED)) {
                return true;
            }
            throw e;
        }
    }
}
