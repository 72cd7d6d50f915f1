package dev.shadow.spi;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A moment by which a call must have ended, on a monotonic clock.
 *
 * <p>Thread-safe.
 */
public final class Deadline {
    private static final Duration LONGEST = Duration.ofDays(365);

    private final LongSupplier nanoClock;
    private final long atNanos;
    private final Duration timeout;

    private Deadline(Duration timeout, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.timeout = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
        this.atNanos = nanoClock.getAsLong() + this.timeout.toNanos();
    }

    /**
     * A deadline that begins now.
     *
     * @param timeout from now; more than a year counts as a year
     * @return the deadline
     */
    public static Deadline after(Duration timeout) {
        return after(timeout, System::nanoTime);
    }

    /**
     * A deadline on a given clock.
     *
     * @param timeout from now; more than a year counts as a year
     * @param nanoClock monotonic nanoseconds, as {@link System#nanoTime}
     * @return the deadline
     */
    public static Deadline after(Duration timeout, LongSupplier nanoClock) {
        return new Deadline(timeout, nanoClock);
    }

    /**
     * How long is left.
     *
     * @return zero when it passed
     */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, atNanos - nanoClock.getAsLong()));
    }

    /**
     * How long is left, in nanoseconds.
     *
     * @return zero when it passed
     */
    public long remainingNanos() {
        return Math.max(0, atNanos - nanoClock.getAsLong());
    }

    /**
     * Whether it passed.
     *
     * @return true from that moment on
     */
    public boolean isPassed() {
        return nanoClock.getAsLong() - atNanos >= 0;
    }

    /**
     * The point where a long call checks whether to go on.
     *
     * @throws ShadowException {@link ErrorCode#DEADLINE_EXCEEDED} when the deadline passed
     * @throws InterruptedException when the thread was interrupted
     */
    public void check() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (isPassed()) {
            throw exceeded();
        }
    }

    /**
     * The failure of a call that did not end in time.
     *
     * @return to be thrown
     */
    public ShadowException exceeded() {
        return new ShadowException(
                        ErrorCode.DEADLINE_EXCEEDED,
                        "the call did not end within " + timeout.toMillis()
                                + " ms; give more time with CallOptions.timeout, or ask for less at once")
                .with("timeoutMillis", TimeUnit.NANOSECONDS.toMillis(timeout.toNanos()));
    }
}
