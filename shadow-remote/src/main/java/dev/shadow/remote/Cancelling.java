package dev.shadow.remote;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.time.Duration;

/** Calls that go on at the sidecar unless it is told that nobody wants them any more. */
final class Cancelling {
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(10);

    /** Short, as the caller has no time left, and the sidecar knows the deadline too. */
    private static final Duration AFTER_DEADLINE = Duration.ofSeconds(2);

    private Cancelling() {}

    /** A keyed call; a caller who is interrupted or out of time tells the sidecar, and waits until the call has ended there. */
    static Answer call(SidecarClient client, Attempts attempts, WireCall call) throws InterruptedException {
        try {
            return client.call(call, attempts);
        } catch (InterruptedException e) {
            call.key().ifPresent(key -> client.cancel(key, AFTER_INTERRUPT));
            throw e;
        } catch (ShadowException e) {
            if (e.code().equals(ErrorCode.DEADLINE_EXCEEDED)) {
                call.key().ifPresent(key -> client.cancel(key, AFTER_DEADLINE));
            }
            throw e;
        }
    }
}
