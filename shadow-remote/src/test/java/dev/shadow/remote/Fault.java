package dev.shadow.remote;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What is done to one connection.
 *
 * @param kind the fault
 * @param after how many bytes pass before
 */
record Fault(Kind kind, long after) {
    static final Fault NONE = new Fault(Kind.NONE, Long.MAX_VALUE);

    enum Kind {
        NONE,
        /** Both sides are reset within the request. */
        CUT_REQUEST,
        /** Both sides are reset within the answer. */
        CUT_ANSWER,
        /** Nothing passes any more, and both sides stand. */
        STALL,
        /** The sidecar's side is gone; the client is not told, and what it sends vanishes. */
        HALF_OPEN,
        /** Answers trickle. */
        SLOW,
        /** The sidecar gets everything twice, on two connections. */
        TWICE,
        BAD_GATEWAY,
        UNAVAILABLE,
        /** The client's side is reset when the sidecar has done it and begins to answer. */
        RESET_WHEN_TAKEN,
        /** It is reset as soon as it stands. */
        DROPPED,
        /** Nobody listens, and no connection comes about. */
        REFUSED
    }

    /** This fault for so many connections, and none after. */
    Supplier<Fault> times(int connections) {
        AtomicInteger left = new AtomicInteger(connections);
        return () -> left.getAndDecrement() > 0 ? this : NONE;
    }
}
