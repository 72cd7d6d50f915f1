package dev.shadow.spi;

import java.util.List;

/**
 * Several interceptors with a backend behind them.
 *
 * <p>Thread-safe.
 */
public final class Interceptors {
    private final List<Interceptor> interceptors;

    private Interceptors(List<Interceptor> interceptors) {
        this.interceptors = interceptors;
    }

    /**
     * A chain.
     *
     * @param interceptors the outermost first
     * @return the chain
     */
    public static Interceptors of(List<Interceptor> interceptors) {
        return new Interceptors(List.copyOf(interceptors));
    }

    /**
     * Sends an operation through all of them to a backend.
     *
     * @param operation the call
     * @param call what accompanies it
     * @param backend executes what the interceptors let through
     * @param <R> its result
     * @return the result
     * @throws InterruptedException when the calling thread is interrupted
     */
    public <R> R execute(Operation<R> operation, CallContext call, WorkspaceBackend backend)
            throws InterruptedException {
        return new Link(0, call, backend).proceed(operation);
    }

    private final class Link implements Interceptor.Chain {
        private final int index;
        private final CallContext call;
        private final WorkspaceBackend backend;

        Link(int index, CallContext call, WorkspaceBackend backend) {
            this.index = index;
            this.call = call;
            this.backend = backend;
        }

        @Override
        public <R> R proceed(Operation<R> operation) throws InterruptedException {
            return proceed(operation, call);
        }

        @Override
        public <R> R proceed(Operation<R> operation, CallContext with) throws InterruptedException {
            if (index == interceptors.size()) {
                return backend.execute(operation, with);
            }
            return interceptors.get(index).intercept(operation, new Link(index + 1, with, backend));
        }

        @Override
        public CallContext context() {
            return call;
        }
    }
}
