package dev.shadow.local;

import dev.shadow.Capabilities;
import dev.shadow.DestroyMode;
import dev.shadow.DestroyResult;
import dev.shadow.Health;
import dev.shadow.PrepareEvent;
import dev.shadow.WorkspaceSpec;
import dev.shadow.WorkspaceStatus;
import dev.shadow.core.command.CommandEngine;
import dev.shadow.spi.Backend;
import dev.shadow.spi.BackendEnvironment;
import dev.shadow.spi.BackendProvider;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationTable;
import dev.shadow.spi.WorkspaceBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Workspaces that are empty directories and can run commands, and nothing else. */
final class CommandsBackend implements BackendProvider {
    @Override
    public String name() {
        return "commands";
    }

    @Override
    public Backend open(BackendEnvironment environment) {
        return new Directories(environment.stateDirectory());
    }

    private record Directories(Path state) implements Backend {
        @Override
        public WorkspaceBackend prepare(WorkspaceSpec spec, Consumer<PrepareEvent> progress, CallContext call) {
            try {
                Path root = Files.createDirectories(state.resolve("work tree"));
                return new Commands(root, state.resolve("commands"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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

    /** One workspace. */
    static final class Commands implements WorkspaceBackend {
        final LocalProcessStore store;
        final CommandEngine engine;
        private final OperationTable table;

        Commands(Path root, Path state) {
            store = new LocalProcessStore(root, state);
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
}
