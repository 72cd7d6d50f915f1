package dev.shadow.protocol;

import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationType;
import java.lang.reflect.Type;

/**
 * One kind of operation on the wire.
 *
 * <p>Thread-safe.
 *
 * @param type its name, effect and default time
 * @param arguments the record that holds its arguments
 * @param result what it gives
 * @param form how both travel
 */
public record WireOperation(OperationType type, Class<? extends Operation<?>> arguments, Type result, Form form) {
    /** How arguments and result of an operation travel. */
    public enum Form {
        /** Both as JSON, by {@link Routes#operation}. */
        JSON,
        /** Raw bytes or events, by a route of its own. */
        OWN_ROUTE
    }

    /**
     * Whether its arguments and its result are values, so that it can be one call of a batch.
     *
     * @return false for streams and for what is waited for
     */
    public boolean isValue() {
        return !WireOperations.isStream(arguments);
    }

    /**
     * Its name.
     *
     * @return such as {@code file.read}
     */
    public String name() {
        return type.name();
    }
}
