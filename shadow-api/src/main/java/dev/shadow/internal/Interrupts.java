package dev.shadow.internal;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;

/** An interrupt of the calling thread ends a call as an exception, and the thread's flag is set again. */
final class Interrupts {
    private Interrupts() {}

    @FunctionalInterface
    interface Call<R> {
        R run() throws InterruptedException;
    }

    static <R> R asExceptions(Call<R> call) {
        try {
            return call.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShadowException(
                    ErrorCode.INTERRUPTED, "the calling thread was interrupted, so the call ended", e);
        }
    }
}
