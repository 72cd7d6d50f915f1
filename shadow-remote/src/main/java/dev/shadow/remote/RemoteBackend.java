package dev.shadow.remote;

import dev.shadow.DestroyMode;
import dev.shadow.DestroyResult;
import dev.shadow.ForkSpec;
import dev.shadow.Health;
import dev.shadow.PrepareEvent;
import dev.shadow.RepositorySource;
import dev.shadow.WorkspaceSpec;
import dev.shadow.WorkspaceStatus;
import dev.shadow.git.Checkpoint;
import dev.shadow.git.CredentialSource.Purpose;
import dev.shadow.git.DiffResult;
import dev.shadow.git.RemoteUrl;
import dev.shadow.protocol.HandleInfo;
import dev.shadow.protocol.Routes;
import dev.shadow.protocol.WorkspaceRequests;
import dev.shadow.spi.Backend;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.WorkspaceBackend;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The workspaces of one sidecar. Thread-safe. */
final class RemoteBackend implements Backend {
    /** Several times within the lease of a handle, which is 10 minutes unless the sidecar was told otherwise. */
    private static final Duration RENEWAL = Duration.ofMinutes(2);

    private final SidecarClient client;
    private final GitAuthorization git;
    private final Pause pause;
    private final Attempts attempts;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(RemoteBackend::daemon);
    private final Executor streams = Executors.newCachedThreadPool(RemoteBackend::daemon);
    private final Set<RemoteWorkspace> open = ConcurrentHashMap.newKeySet();

    RemoteBackend(SidecarClient client, GitAuthorization git, Pause pause) {
        this.client = client;
        this.git = git;
        this.pause = pause;
        this.attempts = newAttempts();
        Future<?> unused = timer.scheduleWithFixedDelay(
                this::renewAll, RENEWAL.toSeconds(), RENEWAL.toSeconds(), TimeUnit.SECONDS);
    }

    /** A workspace that its host does not use is still wanted for as long as the host lives. */
    private void renewAll() {
        open.forEach(workspace -> streams.execute(workspace::renew));
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "shadow-remote-stream");
        thread.setDaemon(true);
        return thread;
    }

    private Attempts newAttempts() {
        return new Attempts(pause, () -> ThreadLocalRandom.current().nextDouble());
    }

    @Override
    public WorkspaceBackend prepare(WorkspaceSpec spec, Consumer<PrepareEvent> progress, CallContext call)
            throws InterruptedException {
        Optional<RemoteUrl> url = spec.repository().map(RepositorySource::url);
        WireCall prepare =
                git.on(WireCall.of("POST", Routes.PREPARE, call).json(spec).keyed(), url, Purpose.READ);
        HandleInfo handle = new RemotePreparation(client, attempts, prepare, progress).run();
        return add(handle, url);
    }

    @Override
    public WorkspaceBackend open(String id, CallContext call) throws InterruptedException {
        HandleInfo handle = handle(id, call, attempts);
        return add(handle, status(id, call).repository().map(RepositorySource::url));
    }

    HandleInfo handle(String id, CallContext call, Attempts with) throws InterruptedException {
        WireCall open = WireCall.of("POST", Routes.OPEN, call)
                .json(new WorkspaceRequests.Open(id))
                .keyed();
        return client.call(open, with).json(HandleInfo.class);
    }

    private RemoteWorkspace add(HandleInfo handle, Optional<RemoteUrl> url) {
        HandleClient calls = new HandleClient(client, newAttempts(), handle, this::handle);
        RemoteWorkspace workspace = new RemoteWorkspace(this, calls, git, url, streams);
        open.add(workspace);
        return workspace;
    }

    void closed(RemoteWorkspace workspace) {
        open.remove(workspace);
    }

    @Override
    public List<WorkspaceStatus> list(CallContext call) throws InterruptedException {
        return List.of(client.call(WireCall.of("GET", Routes.WORKSPACES, call), attempts)
                .json(WorkspaceStatus[].class));
    }

    @Override
    public WorkspaceStatus status(String id, CallContext call) throws InterruptedException {
        WireCall status = WireCall.of("GET", Routes.WORKSPACES, call).query("id", id);
        return client.call(status, attempts).json(WorkspaceStatus[].class)[0];
    }

    @Override
    public void suspend(String id, CallContext call) {
        throw Unsupported.suspend();
    }

    @Override
    public void resume(String id, CallContext call) {
        throw Unsupported.suspend();
    }

    @Override
    public DestroyResult destroy(String id, DestroyMode mode, CallContext call) throws InterruptedException {
        WireCall destroy = WireCall.of("POST", Routes.DESTROY, call)
                .json(new WorkspaceRequests.Destroy(id, mode))
                .keyed();
        Optional<RemoteUrl> url = mode == DestroyMode.PUSH_FIRST
                ? status(id, call).repository().map(RepositorySource::url)
                : Optional.empty();
        return Cancelling.call(client, attempts, git.on(destroy, url, Purpose.WRITE))
                .json(DestroyResult.class);
    }

    @Override
    public List<WorkspaceBackend> fork(ForkSpec spec, CallContext call) throws InterruptedException {
        Optional<RemoteUrl> url = status(spec.origin(), call).repository().map(RepositorySource::url);
        WireCall fork = WireCall.of("POST", Routes.FORK, call).json(spec).keyed();
        HandleInfo[] made = Cancelling.call(client, attempts, fork).json(HandleInfo[].class);
        return Arrays.stream(made)
                .<WorkspaceBackend>map(handle -> add(handle, url))
                .toList();
    }

    @Override
    public DiffResult compare(String fromId, String toId, int maxBytes, CallContext call) throws InterruptedException {
        WireCall compare =
                WireCall.of("POST", Routes.COMPARE, call).json(new WorkspaceRequests.Compare(fromId, toId, maxBytes));
        return client.call(compare, attempts).json(DiffResult.class);
    }

    @Override
    public Checkpoint adopt(String forkId, CallContext call) throws InterruptedException {
        WireCall adopt = WireCall.of("POST", Routes.ADOPT, call)
                .json(new WorkspaceRequests.Adopt(forkId))
                .keyed();
        return Cancelling.call(client, attempts, adopt).json(Checkpoint.class);
    }

    @Override
    public Health health(CallContext call) throws InterruptedException {
        return client.call(WireCall.of("GET", Routes.BACKEND_HEALTH, call), attempts)
                .json(Health.class);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        open.forEach(RemoteWorkspace::close);
        client.close();
    }
}
