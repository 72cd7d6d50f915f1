package dev.shadow.examples.backend;

import dev.shadow.Capability;
import dev.shadow.DestroyMode;
import dev.shadow.DestroyResult;
import dev.shadow.ErrorCode;
import dev.shadow.ForkSpec;
import dev.shadow.Health;
import dev.shadow.PrepareEvent;
import dev.shadow.ShadowException;
import dev.shadow.WorkspaceSpec;
import dev.shadow.WorkspaceStatus;
import dev.shadow.command.Command;
import dev.shadow.git.Checkpoint;
import dev.shadow.git.DiffResult;
import dev.shadow.spi.Backend;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.WorkspaceBackend;
import java.util.List;
import java.util.function.Consumer;

/** Makes and finds workspaces by its base, and hands them out without commands. Thread-safe. */
final class FilesOnlyBackend implements Backend {
    private final Backend base;

    FilesOnlyBackend(Backend base) {
        this.base = base;
    }

    // tag::prepare[]
    @Override
    public WorkspaceBackend prepare(WorkspaceSpec spec, Consumer<PrepareEvent> progress, CallContext call)
            throws InterruptedException {
        requireNone(spec.setup());
        return new FilesOnlyWorkspace(base.prepare(spec, progress, call));
    }

    @Override
    public WorkspaceBackend open(String id, CallContext call) throws InterruptedException {
        return new FilesOnlyWorkspace(base.open(id, call));
    }

    private static void requireNone(List<Command> setup) {
        if (!setup.isEmpty()) {
            throw new ShadowException(
                            ErrorCode.UNSUPPORTED, "a files-only workspace runs no setup commands; leave them out")
                    .with("capability", Capability.COMMANDS);
        }
    }
    // end::prepare[]

    @Override
    public List<WorkspaceBackend> fork(ForkSpec spec, CallContext call) throws InterruptedException {
        requireNone(spec.setup());
        return base.fork(spec, call).stream()
                .<WorkspaceBackend>map(FilesOnlyWorkspace::new)
                .toList();
    }

    @Override
    public DiffResult compare(String fromId, String toId, int maxBytes, CallContext call) throws InterruptedException {
        return base.compare(fromId, toId, maxBytes, call);
    }

    @Override
    public Checkpoint adopt(String forkId, CallContext call) throws InterruptedException {
        return base.adopt(forkId, call);
    }

    @Override
    public List<WorkspaceStatus> list(CallContext call) throws InterruptedException {
        return base.list(call);
    }

    @Override
    public WorkspaceStatus status(String id, CallContext call) throws InterruptedException {
        return base.status(id, call);
    }

    @Override
    public void suspend(String id, CallContext call) throws InterruptedException {
        base.suspend(id, call);
    }

    @Override
    public void resume(String id, CallContext call) throws InterruptedException {
        base.resume(id, call);
    }

    @Override
    public DestroyResult destroy(String id, DestroyMode mode, CallContext call) throws InterruptedException {
        return base.destroy(id, mode, call);
    }

    @Override
    public Health health(CallContext call) throws InterruptedException {
        return base.health(call);
    }

    @Override
    public void close() {
        base.close();
    }
}
