package dev.shadow.internal;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.spi.Deadline;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for futures, never for ever. */
final class Futures {
    private Futures() {}

    static <T> T await(CompletableFuture<T> future, Deadline deadline) throws InterruptedException {
        return awaitAtMost(future, deadline).orElseThrow(deadline::exceeded);
    }

    static <T> Optional<T> awaitAtMost(CompletableFuture<T> future, Deadline deadline) throws InterruptedException {
        try {
            return Optional.of(future.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw asShadow(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Waits for a future's end, good or bad. */
    static void awaitEnd(CompletableFuture<?> future, Deadline deadline) throws InterruptedException {
        await(future.handle((value, error) -> Boolean.TRUE), deadline);
    }

    private static ShadowException asShadow(Throwable cause) {
        return cause instanceof ShadowException known
                ? known
                : new ShadowException(ErrorCode.INTERNAL, "the backend failed: " + cause, cause);
    }
}
