package dev.shadow.spi;

import java.time.Duration;

/**
 * One call as a value: a record for each method of the user interfaces. Operations are what interceptors see, what backends
 * execute and what goes over a wire.
 *
 * <p>Thread-safe.
 *
 * @param <R> the result; values, except for streams, which are a {@link java.util.concurrent.Flow.Publisher} or a future
 */
public interface Operation<R> {
    /**
     * The kind of this operation.
     *
     * @return a constant of the operation's class
     */
    OperationType type();

    /**
     * The deadline when the caller gives none.
     *
     * @return the kind's, unless the arguments say more
     */
    default Duration defaultTimeout() {
        return type().timeout();
    }
}
