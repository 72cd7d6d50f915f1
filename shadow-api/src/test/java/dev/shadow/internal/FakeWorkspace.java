package dev.shadow.internal;

import dev.shadow.CallOptions;
import dev.shadow.Capabilities;
import dev.shadow.Capability;
import dev.shadow.Workspace;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Interceptor;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationTable;
import dev.shadow.spi.WorkspaceBackend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A backend whose handlers a test gives, and that remembers what it was asked. Thread-safe once it is open. */
final class FakeWorkspace implements WorkspaceBackend {
    private final OperationTable.Builder table = OperationTable.builder()
            .can(Capability.FILES)
            .can(Capability.GIT)
            .can(Capability.COMMANDS)
            .can(Capability.TERMINAL)
            .can(Capability.WATCH);
    private final List<Interceptor> interceptors = new ArrayList<>();
    private OperationTable built = table.build();

    final List<Operation<?>> operations = Collections.synchronizedList(new ArrayList<>());
    final List<CallContext> contexts = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger closes = new AtomicInteger();
    final AtomicBoolean libraryClosed = new AtomicBoolean();

    <R, O extends Operation<R>> FakeWorkspace on(Class<O> operation, OperationTable.Handler<O, R> handler) {
        table.on(operation, handler);
        return this;
    }

    FakeWorkspace intercept(Interceptor interceptor) {
        interceptors.add(interceptor);
        return this;
    }

    Workspace open() {
        built = table.build();
        return new DefaultWorkspace(new Caller("w", this, List.copyOf(interceptors), libraryClosed));
    }

    Workspace open(CallOptions options) {
        return open().with(options);
    }

    @Override
    public <R> R execute(Operation<R> operation, CallContext call) throws InterruptedException {
        operations.add(operation);
        contexts.add(call);
        return built.execute(operation, call);
    }

    @Override
    public Capabilities capabilities() {
        return built.capabilities();
    }

    @Override
    public void close() {
        closes.incrementAndGet();
    }
}
