package dev.shadow.internal;

import dev.shadow.CallOptions;
import dev.shadow.DestroyMode;
import dev.shadow.DestroyResult;
import dev.shadow.ErrorCode;
import dev.shadow.ForkSpec;
import dev.shadow.Health;
import dev.shadow.PrepareEvent;
import dev.shadow.ShadowException;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceManager;
import dev.shadow.WorkspaceSpec;
import dev.shadow.WorkspaceStatus;
import dev.shadow.git.Checkpoint;
import dev.shadow.git.DiffResult;
import dev.shadow.spi.Backend;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Done;
import dev.shadow.spi.Interceptor;
import dev.shadow.spi.WorkspaceBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Each method as a call of the backend. Thread-safe. */
final class DefaultWorkspaceManager implements WorkspaceManager {
    private static final Duration QUICK = Duration.ofSeconds(60);
    private static final Duration NETWORK = Duration.ofMinutes(10);
    private static final Duration PREPARE = Duration.ofMinutes(30);
    private static final String NO_WORKSPACE = "";

    private final Backend backend;
    private final List<Interceptor> interceptors;
    private final CallOptions options;
    private final AtomicBoolean closed;

    DefaultWorkspaceManager(Backend backend, List<Interceptor> interceptors, AtomicBoolean closed) {
        this(backend, interceptors, closed, CallOptions.DEFAULT);
    }

    private DefaultWorkspaceManager(
            Backend backend, List<Interceptor> interceptors, AtomicBoolean closed, CallOptions options) {
        this.backend = backend;
        this.interceptors = interceptors;
        this.closed = closed;
        this.options = options;
    }

    @Override
    public WorkspaceManager with(CallOptions newOptions) {
        return new DefaultWorkspaceManager(backend, interceptors, closed, newOptions);
    }

    @Override
    public Workspace prepare(WorkspaceSpec spec, Consumer<PrepareEvent> progress) {
        return workspace(spec.id(), call(spec.id(), PREPARE, context -> backend.prepare(spec, progress, context)));
    }

    @Override
    public Workspace open(String id) {
        return workspace(id, call(id, QUICK, context -> backend.open(id, context)));
    }

    private Workspace workspace(String id, WorkspaceBackend opened) {
        return new DefaultWorkspace(new Caller(id, opened, interceptors, closed));
    }

    @Override
    public List<WorkspaceStatus> list() {
        return call(NO_WORKSPACE, QUICK, backend::list);
    }

    @Override
    public WorkspaceStatus status(String id) {
        return call(id, QUICK, context -> backend.status(id, context));
    }

    @Override
    public void suspend(String id) {
        call(id, NETWORK, context -> {
            backend.suspend(id, context);
            return Done.DONE;
        });
    }

    @Override
    public void resume(String id) {
        call(id, PREPARE, context -> {
            backend.resume(id, context);
            return Done.DONE;
        });
    }

    @Override
    public DestroyResult destroy(String id, DestroyMode mode) {
        return call(id, NETWORK, context -> backend.destroy(id, mode, context));
    }

    @Override
    public List<Workspace> fork(ForkSpec spec) {
        List<WorkspaceBackend> made = call(spec.origin(), PREPARE, context -> backend.fork(spec, context));
        List<Workspace> forks = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            forks.add(workspace(spec.ids().get(i), made.get(i)));
        }
        return forks;
    }

    @Override
    public DiffResult compare(String fromId, String toId, int maxBytes) {
        return call(fromId, NETWORK, context -> backend.compare(fromId, toId, maxBytes, context));
    }

    @Override
    public Checkpoint adopt(String forkId) {
        return call(forkId, NETWORK, context -> backend.adopt(forkId, context));
    }

    @Override
    public Health health() {
        return call(NO_WORKSPACE, QUICK, backend::health);
    }

    @FunctionalInterface
    private interface Call<R> {
        R run(CallContext context) throws InterruptedException;
    }

    private <R> R call(String id, Duration timeout, Call<R> call) {
        if (closed.get()) {
            throw new ShadowException(ErrorCode.CLOSED, "Shadow was closed; open it again with Shadow.open");
        }
        CallContext context = CallContexts.create(id, options, timeout);
        return Interrupts.asExceptions(() -> call.run(context));
    }
}
