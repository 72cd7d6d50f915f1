package dev.shadow.core.workspace;

import dev.shadow.Capabilities;
import dev.shadow.Capability;
import dev.shadow.DestroyMode;
import dev.shadow.DestroyResult;
import dev.shadow.ErrorCode;
import dev.shadow.ForkSpec;
import dev.shadow.Health;
import dev.shadow.OnLastClose;
import dev.shadow.PrepareEvent;
import dev.shadow.ShadowException;
import dev.shadow.WorkspaceSpec;
import dev.shadow.WorkspaceStatus;
import dev.shadow.core.store.Failures;
import dev.shadow.core.store.FileStore;
import dev.shadow.git.Checkpoint;
import dev.shadow.git.CommitInfo;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.CommitResult;
import dev.shadow.git.DiffResult;
import dev.shadow.git.GitOperation;
import dev.shadow.git.PushRequest;
import dev.shadow.git.PushResult;
import dev.shadow.spi.Backend;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Operation;
import dev.shadow.spi.WorkspaceBackend;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A backend over a {@link WorkspaceSite}.
 *
 * <p>Preparing, opening and destroying one workspace exclude each other, among processes too, by the site's lock. Within
 * this backend all handles of a workspace share one {@link OpenWorkspace}, which ends with the last of them.
 *
 * <p>Thread-safe.
 */
public final class ManagedBackend implements Backend {
    private final WorkspaceSite site;
    private final Forks forks;
    private final Duration commandRetention;
    private final Object lock = new Object();
    private final Map<String, Shared> open = new HashMap<>(); // guarded by lock

    /**
     * A backend over a site.
     *
     * @param site where the workspaces live; closed with this backend
     * @param commandRetention how long commands that have ended are kept
     */
    public ManagedBackend(WorkspaceSite site, Duration commandRetention) {
        this.site = site;
        this.forks = new Forks(site, this);
        this.commandRetention = commandRetention;
    }

    @Override
    public WorkspaceBackend prepare(WorkspaceSpec spec, Consumer<PrepareEvent> progress, CallContext call)
            throws InterruptedException {
        return locked(spec.id(), call, () -> {
            Optional<WorkspaceRecord> found = site.find(spec.id());
            if (found.isPresent() && isReady(found.get())) {
                return reopen(found.get(), spec, progress);
            }
            if (found.isPresent()) {
                site.place(found.get()).delete(); // a killed owner left it half-made
            }
            return attach(new Preparation(site, spec, progress, call).run());
        });
    }

    boolean isReady(WorkspaceRecord workspace) {
        return workspace.state() == WorkspaceStatus.State.READY
                && site.place(workspace).exists();
    }

    private WorkspaceBackend reopen(WorkspaceRecord workspace, WorkspaceSpec spec, Consumer<PrepareEvent> progress)
            throws IOException {
        if (!workspace.describes(spec)) {
            throw new ShadowException(
                    ErrorCode.WORKSPACE_MISMATCH,
                    "the workspace '" + spec.id()
                            + "' exists with another task, repository or directory; choose another"
                            + " id, or destroy it first");
        }
        WorkspaceRecord updated = workspace.updatedBy(spec);
        site.save(updated);
        Preparation.tellNothingToDo(progress);
        return attach(updated);
    }

    @Override
    public WorkspaceBackend open(String id, CallContext call) throws InterruptedException {
        return locked(id, call, () -> openReady(id));
    }

    /** Opens a workspace that is whole. The caller holds its lock. */
    Handle openReady(String id) throws IOException {
        WorkspaceRecord workspace = existing(id);
        if (!isReady(workspace)) {
            throw new ShadowException(
                            ErrorCode.WORKSPACE_NOT_FOUND,
                            "the workspace '" + id + "' is not whole: its preparation was cut short or "
                                    + site.place(workspace).location() + " is gone; prepare it again")
                    .with("id", id);
        }
        return attach(workspace);
    }

    WorkspaceRecord existing(String id) throws IOException {
        return site.find(id)
                .orElseThrow(() -> new ShadowException(
                                ErrorCode.WORKSPACE_NOT_FOUND,
                                "there is no workspace '" + id + "'; list() tells those that there are, and prepare"
                                        + " makes one")
                        .with("id", id));
    }

    Handle attach(WorkspaceRecord workspace) throws IOException {
        synchronized (lock) {
            Shared present = open.get(workspace.id());
            return present == null
                    ? attach(new OpenWorkspace(workspace, site.place(workspace).start()))
                    : new Handle(present);
        }
    }

    Handle attach(OpenWorkspace opened) {
        opened.keepEndedCommands(commandRetention);
        synchronized (lock) {
            Shared shared = new Shared(opened);
            open.put(opened.workspace().id(), shared);
            return new Handle(shared);
        }
    }

    private void release(Shared shared) {
        synchronized (lock) {
            shared.handles--;
            boolean keep = shared.workspace.workspace().onLastClose() == OnLastClose.KEEP;
            if (shared.handles > 0
                    || keep
                    || !open.remove(shared.workspace.workspace().id(), shared)) {
                return;
            }
        }
        shared.workspace.end(OnLastClose.END_COMMANDS);
    }

    @Override
    public List<WorkspaceStatus> list(CallContext call) throws InterruptedException {
        return translated(() -> {
            List<WorkspaceRecord> all = new ArrayList<>(site.all());
            all.sort(Comparator.comparing(WorkspaceRecord::id));
            return all.stream().map(this::status).toList();
        });
    }

    @Override
    public WorkspaceStatus status(String id, CallContext call) throws InterruptedException {
        return translated(() -> status(existing(id)));
    }

    private WorkspaceStatus status(WorkspaceRecord workspace) {
        WorkspacePlace place = site.place(workspace);
        boolean broken = workspace.state() == WorkspaceStatus.State.READY && !place.exists();
        return new WorkspaceStatus(
                workspace.id(),
                workspace.taskId(),
                broken ? WorkspaceStatus.State.BROKEN : workspace.state(),
                place.location(),
                workspace.repository(),
                workspace.created());
    }

    @Override
    public void suspend(String id, CallContext call) {
        throw cannotSuspend();
    }

    @Override
    public void resume(String id, CallContext call) {
        throw cannotSuspend();
    }

    private static ShadowException cannotSuspend() {
        return new ShadowException(
                        ErrorCode.UNSUPPORTED,
                        "this backend has no machine to release, so it cannot suspend a workspace; close it instead,"
                                + " and open it again when it is needed")
                .with("capability", Capability.SUSPEND);
    }

    @Override
    public DestroyResult destroy(String id, DestroyMode mode, CallContext call) throws InterruptedException {
        return locked(id, call, () -> {
            WorkspaceRecord workspace = existing(id);
            DestroyResult kept = mode == DestroyMode.PUSH_FIRST && isReady(workspace)
                    ? push(workspace, call)
                    : new DestroyResult(Optional.empty(), Optional.empty());
            Shared shared;
            synchronized (lock) {
                shared = open.remove(id);
            }
            if (shared != null) {
                shared.workspace.end(OnLastClose.END_COMMANDS);
            }
            site.place(workspace).delete();
            return kept;
        });
    }

    private DestroyResult push(WorkspaceRecord workspace, CallContext call) throws IOException, InterruptedException {
        try (WorkspaceBackend handle = attach(workspace)) {
            CommitResult commit = handle.execute(
                    new GitOperation.Commit(CommitRequest.of("Keep the work of " + workspace.taskId())), call);
            PushResult push = handle.execute(new GitOperation.Push(PushRequest.FORWARD), call);
            return new DestroyResult(commit.commit().map(CommitInfo::id), Optional.of(push));
        }
    }

    @Override
    public List<WorkspaceBackend> fork(ForkSpec spec, CallContext call) throws InterruptedException {
        return translated(() -> forks.fork(spec, call));
    }

    @Override
    public DiffResult compare(String fromId, String toId, int maxBytes, CallContext call) throws InterruptedException {
        return translated(() -> forks.compare(fromId, toId, maxBytes, call));
    }

    @Override
    public Checkpoint adopt(String forkId, CallContext call) throws InterruptedException {
        return translated(() -> forks.adopt(forkId, call));
    }

    @Override
    public Health health(CallContext call) {
        return site.check();
    }

    @Override
    public void close() {
        List<Shared> all;
        synchronized (lock) {
            all = new ArrayList<>(open.values());
            open.clear();
        }
        all.forEach(shared -> shared.workspace.end(shared.workspace.workspace().onLastClose()));
        site.close();
    }

    private <R> R locked(String id, CallContext call, FileStore.Action<R> step) throws InterruptedException {
        return translated(() -> site.locked(id, call.deadline(), step));
    }

    private static <R> R translated(FileStore.Action<R> step) throws InterruptedException {
        return Failures.translate("the workspace's state", step);
    }

    /** An open workspace and how many handles it has. */
    private static final class Shared {
        private final OpenWorkspace workspace;
        private int handles; // guarded by the backend's lock

        private Shared(OpenWorkspace workspace) {
            this.workspace = workspace;
        }
    }

    /** One opening of a workspace. Thread-safe. */
    final class Handle implements WorkspaceBackend {
        private final OpenWorkspace workspace;
        private @Nullable Shared shared; // guarded by lock; null once released

        private Handle(Shared shared) {
            this.shared = shared;
            this.workspace = shared.workspace;
            shared.handles++;
        }

        @Override
        public <R> R execute(Operation<R> operation, CallContext call) throws InterruptedException {
            return workspace.execute(operation, call);
        }

        /** To be used while this handle is open. */
        OpenWorkspace workspace() {
            return workspace;
        }

        @Override
        public Capabilities capabilities() {
            return workspace.capabilities();
        }

        @Override
        public void close() {
            Shared released;
            synchronized (lock) {
                released = shared;
                shared = null;
            }
            if (released != null) {
                release(released);
            }
        }
    }
}
