package dev.shadow.local;

import dev.shadow.Capabilities;
import dev.shadow.Capability;
import dev.shadow.DestroyMode;
import dev.shadow.DestroyResult;
import dev.shadow.Health;
import dev.shadow.PrepareEvent;
import dev.shadow.WorkspaceSpec;
import dev.shadow.WorkspaceStatus;
import dev.shadow.core.file.FileEngine;
import dev.shadow.core.search.SearchEngine;
import dev.shadow.core.store.FileStore;
import dev.shadow.spi.Backend;
import dev.shadow.spi.BackendEnvironment;
import dev.shadow.spi.BackendProvider;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationTable;
import dev.shadow.spi.WorkspaceBackend;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A backend that is a store and the engines of files and search, and nothing else. */
record StoreBackend(Function<WorkspaceSpec, FileStore> stores, List<Capability> more)
        implements BackendProvider, Backend {
    @Override
    public String name() {
        return "store";
    }

    @Override
    public Backend open(BackendEnvironment environment) {
        return this;
    }

    @Override
    public WorkspaceBackend prepare(WorkspaceSpec spec, Consumer<PrepareEvent> progress, CallContext call) {
        FileStore store = stores.apply(spec);
        OperationTable.Builder table = OperationTable.builder();
        new FileEngine(store).register(table);
        new SearchEngine(store).register(table);
        more.forEach(table::can);
        OperationTable operations = table.build();
        return new WorkspaceBackend() {
            @Override
            public <R> R execute(Operation<R> operation, CallContext context) throws InterruptedException {
                return operations.execute(operation, context);
            }

            @Override
            public Capabilities capabilities() {
                return operations.capabilities();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public WorkspaceBackend open(String id, CallContext call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<WorkspaceStatus> list(CallContext call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public WorkspaceStatus status(String id, CallContext call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void suspend(String id, CallContext call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resume(String id, CallContext call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DestroyResult destroy(String id, DestroyMode mode, CallContext call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Health health(CallContext call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
