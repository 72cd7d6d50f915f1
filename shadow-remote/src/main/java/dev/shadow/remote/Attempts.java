package dev.shadow.remote;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.ExecutionContext;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries calls again. Each either changes nothing or has a key, so none takes effect twice: three times, after 1, 2 and 4 seconds, each up to a
 * fifth shorter or longer, and never past the call's deadline. After five transport failures in a row nothing is tried for 60
 * seconds; then one call finds out.
 *
 * <p>Failsafe decides; the waiting is ours, on the calling thread and by {@link Pause}.
 *
 * <p>Thread-safe.
 */
final class Attempts {
    private static final int RETRIES = 3;
    private static final int FAILURES_TO_OPEN = 5;
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration OPEN = Duration.ofSeconds(60);
    private static final double JITTER = 0.2;

    private final CircuitBreaker<Object> breaker;
    private final FailsafeExecutor<Object> executor;

    Attempts(Pause pause, DoubleSupplier random) {
        breaker = CircuitBreaker.builder()
                .handle(TransportException.class)
                .withFailureThreshold(FAILURES_TO_OPEN)
                .withDelay(OPEN)
                .build();
        RetryPolicy<Object> retries = RetryPolicy.builder()
                .handleIf(Attempts::mayRepeat)
                .withMaxRetries(RETRIES)
                .withDelayFn(context -> delay(context, random))
                .build();
        executor = Failsafe.with(retries, breaker).with(new CallingThread(pause));
    }

    private static boolean mayRepeat(Throwable failure) {
        if (failure instanceof TransportException lost) {
            return !Sent.isDistrust(lost.getCause())
                    && lost.deadline().remaining().compareTo(FIRST_DELAY) > 0;
        }
        return failure instanceof ShadowException refused && refused.code().equals(ErrorCode.OVERLOADED);
    }

    private static Duration delay(ExecutionContext<Object> context, DoubleSupplier random) {
        double factor = 1 + JITTER * (2 * random.getAsDouble() - 1);
        return Duration.ofNanos((long) (FIRST_DELAY.toNanos() * Math.pow(2, context.getAttemptCount() - 1) * factor));
    }

    /** One attempt. */
    @FunctionalInterface
    interface Attempt<R> {
        R run() throws TransportException, InterruptedException;
    }

    /**
     * Runs an attempt as often as it takes.
     *
     * @throws TransportException the failure of the last attempt
     * @throws ShadowException what the sidecar answered; {@link ErrorCode#SIDECAR_UNREACHABLE} while nothing is tried
     */
    @SuppressWarnings("unchecked") // the executor hands on what the attempt gave it
    <R> R run(Attempt<R> attempt) throws TransportException, InterruptedException {
        try {
            return (R) executor.getAsync(context -> attempt.run()).get();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private ShadowException failure(@Nullable Throwable error) throws TransportException, InterruptedException {
        Throwable cause = error;
        while (cause instanceof CompletionException || cause instanceof FailsafeException) {
            if (cause instanceof CircuitBreakerOpenException) {
                return open();
            }
            cause = cause.getCause();
        }
        if (cause instanceof TransportException lost) {
            throw lost;
        }
        if (cause instanceof InterruptedException interrupt) {
            throw interrupt;
        }
        if (cause instanceof Error fatal) {
            throw fatal;
        }
        if (cause instanceof ShadowException known) {
            return known;
        }
        Throwable defect = cause == null ? new IllegalStateException("no cause") : cause;
        return new ShadowException(ErrorCode.INTERNAL, "a call of the sidecar failed: " + defect, defect);
    }

    private ShadowException open() {
        return new ShadowException(
                        ErrorCode.SIDECAR_UNREACHABLE,
                        "the sidecar did not answer " + FAILURES_TO_OPEN + " times in a row; it is tried again in "
                                + breaker.getRemainingDelay().toSeconds() + " s")
                .with("circuit", "open")
                .asRetryable();
    }

    CircuitBreaker.State state() {
        return breaker.getState();
    }
}
