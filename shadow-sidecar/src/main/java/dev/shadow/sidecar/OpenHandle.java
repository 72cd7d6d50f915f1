package dev.shadow.sidecar;

import dev.shadow.protocol.HandleInfo;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Interceptors;
import dev.shadow.spi.Operation;
import dev.shadow.spi.WorkspaceBackend;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** One opening of a workspace, with a lease that every use renews. Thread-safe. */
final class OpenHandle implements Lease {
    private final HandleInfo info;
    private final WorkspaceBackend backend;
    private final Interceptors interceptors;
    private final LongSupplier nanoClock;
    private final AtomicInteger uses = new AtomicInteger();
    private volatile long lastUseNanos;

    OpenHandle(HandleInfo info, WorkspaceBackend backend, Interceptors interceptors, LongSupplier nanoClock) {
        this.info = info;
        this.backend = backend;
        this.interceptors = interceptors;
        this.nanoClock = nanoClock;
        this.lastUseNanos = nanoClock.getAsLong();
    }

    HandleInfo info() {
        return info;
    }

    <R> R execute(Operation<R> operation, CallContext call) throws InterruptedException {
        return interceptors.execute(operation, call, backend);
    }

    <R> R executeUnseen(Operation<R> operation, CallContext call) throws InterruptedException {
        return backend.execute(operation, call);
    }

    @Override
    public void begin() {
        uses.incrementAndGet();
    }

    @Override
    public void end() {
        lastUseNanos = nanoClock.getAsLong();
        uses.decrementAndGet();
    }

    boolean isUnusedFor(long nanos) {
        return uses.get() == 0 && nanoClock.getAsLong() - lastUseNanos >= nanos;
    }

    void close() {
        backend.close();
    }
}
