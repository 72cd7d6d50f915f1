package dev.shadow.sidecar;

import java.util.Optional;

/**
 * Which request the asking thread works for, so that whatever it logs can be told to belong to it.
 *
 * <p>Thread-safe.
 */
final class CurrentCall {
    private static final ThreadLocal<Optional<Who>> CURRENT = ThreadLocal.withInitial(Optional::empty);

    private CurrentCall() {}

    /**
     * Who asks.
     *
     * @param requestId of the request
     * @param peer the address it came from
     */
    record Who(String requestId, String peer) {}

    static void begin(Exchange exchange) {
        CURRENT.set(Optional.of(new Who(exchange.requestId(), exchange.peer())));
    }

    static void end() {
        CURRENT.remove();
    }

    /** A task for another thread that works for the same request. */
    static Runnable carry(Runnable task) {
        Optional<Who> who = CURRENT.get();
        return () -> {
            CURRENT.set(who);
            try {
                task.run();
            } finally {
                CURRENT.remove();
            }
        };
    }

    static Optional<Who> get() {
        return CURRENT.get();
    }

    static String peer() {
        return get().map(Who::peer).orElse("-");
    }

    static String requestId() {
        return get().map(Who::requestId).orElse("-");
    }
}
