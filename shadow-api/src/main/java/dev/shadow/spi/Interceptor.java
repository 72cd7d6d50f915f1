package dev.shadow.spi;

/**
 * Sees every operation of every workspace before the backend does. Audit, policy, record and replay, faults and metrics are
 * one interceptor each. Install with {@link dev.shadow.Shadow.Builder#intercept}; the first installed is the outermost.
 *
 * <p>Implementations must be thread-safe.
 */
@FunctionalInterface
public interface Interceptor {
    /**
     * Handles one operation: passes it on, changed or not, answers it, or refuses it by throwing
     * {@link dev.shadow.ErrorCode#DENIED} with a reason that the agent can read.
     *
     * @param operation the call
     * @param next the rest of the chain
     * @param <R> its result
     * @return the result
     * @throws InterruptedException when the calling thread is interrupted
     */
    <R> R intercept(Operation<R> operation, Chain next) throws InterruptedException;

    /**
     * The rest of the chain, with the backend at its end.
     *
     * <p>Thread-safe.
     */
    interface Chain {
        /**
         * Passes an operation on.
         *
         * @param operation the call, as it came or another of the same result
         * @param <R> its result
         * @return the result
         * @throws InterruptedException when the calling thread is interrupted
         */
        <R> R proceed(Operation<R> operation) throws InterruptedException;

        /**
         * Passes an operation on with something else beside it, such as another trace parent.
         *
         * @param operation the call, as it came or another of the same result
         * @param call what the rest of the chain and the backend are given in place of {@link #context()}
         * @param <R> its result
         * @return the result
         * @throws InterruptedException when the calling thread is interrupted
         */
        <R> R proceed(Operation<R> operation, CallContext call) throws InterruptedException;

        /**
         * What accompanies the call.
         *
         * @return the context
         */
        CallContext context();
    }
}
