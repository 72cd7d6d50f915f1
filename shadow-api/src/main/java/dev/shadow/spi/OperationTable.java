package dev.shadow.spi;

import dev.shadow.Capabilities;
import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends each operation to the handler of its class. The usual body of {@link WorkspaceBackend#execute}: Java 17 has no
 * switch over types, and a table refuses what it does not hold without being told.
 *
 * <p>Thread-safe.
 */
public final class OperationTable {
    private final Map<Class<?>, Handler<?, ?>> handlers;
    private final Capabilities capabilities;

    private OperationTable(Map<Class<?>, Handler<?, ?>> handlers, Set<Capability> capabilities) {
        this.handlers = Map.copyOf(handlers);
        this.capabilities = Capabilities.of(capabilities);
    }

    /**
     * An empty table to fill.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Runs the handler of an operation.
     *
     * @param operation the call
     * @param call deadline and ids
     * @param <R> its result
     * @return the handler's result
     * @throws InterruptedException when the calling thread is interrupted
     * @throws ShadowException {@link ErrorCode#UNSUPPORTED} when the table has no handler for it
     */
    public <R> R execute(Operation<R> operation, CallContext call) throws InterruptedException {
        OperationType type = operation.type();
        capabilities.require(type.capability());
        Handler<Operation<R>, R> handler = find(operation);
        if (handler == null) {
            throw new ShadowException(
                            ErrorCode.UNSUPPORTED,
                            "this workspace does not know the operation " + type + "; use a backend that does")
                    .with("operation", type)
                    .with("capability", type.capability());
        }
        return handler.handle(operation, call);
    }

    @SuppressWarnings("unchecked") // on() ties each class to a handler of its own result
    private <R> @Nullable Handler<Operation<R>, R> find(Operation<R> operation) {
        return (Handler<Operation<R>, R>) handlers.get(operation.getClass());
    }

    /**
     * What the table can do.
     *
     * @return the capabilities declared while it was built
     */
    public Capabilities capabilities() {
        return capabilities;
    }

    /**
     * Executes one kind of operation.
     *
     * <p>Implementations must be thread-safe.
     *
     * @param <O> the operation
     * @param <R> its result
     */
    @FunctionalInterface
    public interface Handler<O extends Operation<R>, R> {
        /**
         * Executes an operation.
         *
         * @param operation the call
         * @param call deadline and ids
         * @return the result
         * @throws InterruptedException when the calling thread is interrupted
         */
        R handle(O operation, CallContext call) throws InterruptedException;
    }

    /** Fills a table. Not thread-safe. */
    public static final class Builder {
        private final Map<Class<?>, Handler<?, ?>> handlers = new HashMap<>();
        private final Set<Capability> capabilities = new HashSet<>();

        private Builder() {}

        /**
         * Adds a handler, in place of an earlier one for the same class.
         *
         * @param operation the class of the operation
         * @param handler what executes it
         * @param <R> its result
         * @param <O> the operation
         * @return this
         */
        public <R, O extends Operation<R>> Builder on(Class<O> operation, Handler<O, R> handler) {
            handlers.put(operation, handler);
            return this;
        }

        /**
         * Declares a capability. An operation whose capability was not declared is refused even with a handler.
         *
         * @param capability what the table can do
         * @return this
         */
        public Builder can(Capability capability) {
            capabilities.add(capability);
            return this;
        }

        /**
         * The table.
         *
         * @return an immutable copy of what was filled in
         */
        public OperationTable build() {
            return new OperationTable(handlers, capabilities);
        }
    }
}
