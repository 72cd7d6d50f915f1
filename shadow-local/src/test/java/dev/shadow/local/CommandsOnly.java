package dev.shadow.local;

import dev.shadow.Capabilities;
import dev.shadow.core.command.CommandEngine;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationTable;
import dev.shadow.spi.WorkspaceBackend;
import java.nio.file.Path;
import java.util.List;

/** A workspace that runs commands, and can do nothing else. */
final class CommandsOnly implements WorkspaceBackend {
    final LocalProcessStore store;
    final CommandEngine engine;
    private final OperationTable table;

    CommandsOnly(Path root, Path state, ProcessControls controls) {
        store = new LocalProcessStore(root, state, controls, List::of);
        engine = new CommandEngine(store, store.directory());
        OperationTable.Builder builder = OperationTable.builder();
        engine.register(builder);
        table = builder.build();
    }

    @Override
    public <R> R execute(Operation<R> operation, CallContext call) throws InterruptedException {
        return table.execute(operation, call);
    }

    @Override
    public Capabilities capabilities() {
        return table.capabilities();
    }

    @Override
    public void close() {
        engine.close();
        store.close();
    }
}
