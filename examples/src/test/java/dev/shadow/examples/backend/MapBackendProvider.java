package dev.shadow.examples.backend;

import dev.shadow.Bytes;
import dev.shadow.Capabilities;
import dev.shadow.Capability;
import dev.shadow.DestroyMode;
import dev.shadow.DestroyResult;
import dev.shadow.ErrorCode;
import dev.shadow.Health;
import dev.shadow.PrepareEvent;
import dev.shadow.ShadowException;
import dev.shadow.WorkspaceSpec;
import dev.shadow.WorkspaceStatus;
import dev.shadow.command.CommandOperation;
import dev.shadow.file.FileContent;
import dev.shadow.file.FileOperation;
import dev.shadow.file.FileVersion;
import dev.shadow.file.WriteResult;
import dev.shadow.spi.Backend;
import dev.shadow.spi.BackendEnvironment;
import dev.shadow.spi.BackendProvider;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationTable;
import dev.shadow.spi.WorkspaceBackend;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A base for the tests of the sample: one workspace in a map, which knows a few operations. */
public final class MapBackendProvider implements BackendProvider {
    static final Map<String, Bytes> FILES = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "map";
    }

    @Override
    public Backend open(BackendEnvironment environment) {
        return new MapBackend();
    }

    private static final class MapWorkspace implements WorkspaceBackend {
        // tag::table[]
        private final OperationTable table = OperationTable.builder()
                .can(Capability.FILES)
                .can(Capability.COMMANDS)
                .on(
                        FileOperation.Read.class,
                        (operation, call) -> read(operation.request().path()))
                .on(FileOperation.Write.class, (operation, call) -> write(operation))
                .on(CommandOperation.ListCommands.class, (operation, call) -> List.of())
                .build();

        @Override
        public <R> R execute(Operation<R> operation, CallContext call) throws InterruptedException {
            return table.execute(operation, call);
        }

        @Override
        public Capabilities capabilities() {
            return table.capabilities();
        }
        // end::table[]

        private static FileContent read(String path) {
            Bytes bytes = FILES.get(path);
            if (bytes == null) {
                throw new ShadowException(ErrorCode.NOT_FOUND, "there is no file " + path).with("path", path);
            }
            return new FileContent(path, bytes, 0, bytes.size(), OptionalLong.empty(), FileVersion.of("1"));
        }

        private static WriteResult write(FileOperation.Write operation) {
            String path = operation.request().path();
            Bytes content = operation.request().content();
            boolean created = FILES.put(path, content) == null;
            return new WriteResult(path, created, content.size(), 0, 0, FileVersion.of("1"));
        }

        @Override
        public void close() {}
    }

    private static final class MapBackend implements Backend {
        @Override
        public WorkspaceBackend prepare(WorkspaceSpec spec, Consumer<PrepareEvent> progress, CallContext call) {
            return new MapWorkspace();
        }

        @Override
        public WorkspaceBackend open(String id, CallContext call) {
            return new MapWorkspace();
        }

        @Override
        public List<WorkspaceStatus> list(CallContext call) {
            return List.of();
        }

        @Override
        public WorkspaceStatus status(String id, CallContext call) {
            throw new ShadowException(ErrorCode.WORKSPACE_NOT_FOUND, "there is no workspace " + id);
        }

        @Override
        public void suspend(String id, CallContext call) {
            Capabilities.of().require(Capability.SUSPEND);
        }

        @Override
        public void resume(String id, CallContext call) {
            Capabilities.of().require(Capability.SUSPEND);
        }

        @Override
        public DestroyResult destroy(String id, DestroyMode mode, CallContext call) {
            return new DestroyResult(Optional.empty(), Optional.empty());
        }

        @Override
        public Health health(CallContext call) {
            return new Health(true, "the map is there");
        }

        @Override
        public void close() {
            FILES.clear();
        }
    }
}
