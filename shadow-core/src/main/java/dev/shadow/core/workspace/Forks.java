package dev.shadow.core.workspace;

import dev.shadow.ErrorCode;
import dev.shadow.ForkSpec;
import dev.shadow.OnLastClose;
import dev.shadow.ShadowException;
import dev.shadow.WorkspaceSpec;
import dev.shadow.core.git.GitEngine;
import dev.shadow.core.git.GitForks;
import dev.shadow.core.store.FileStore;
import dev.shadow.git.Checkpoint;
import dev.shadow.git.DiffResult;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.WorkspaceBackend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Workspaces made from others. Locks of two workspaces are taken in the order of their ids. Thread-safe. */
final class Forks {
    private final WorkspaceSite site;
    private final ManagedBackend backend;

    Forks(WorkspaceSite site, ManagedBackend backend) {
        this.site = site;
        this.backend = backend;
    }

    List<WorkspaceBackend> fork(ForkSpec spec, CallContext call) throws IOException, InterruptedException {
        for (String id : spec.ids()) {
            requireFree(id);
        }
        return site.locked(spec.origin(), call.deadline(), () -> {
            try (ManagedBackend.Handle origin = backend.openReady(spec.origin())) {
                return forkAll(spec, origin.workspace(), call);
            }
        });
    }

    private void requireFree(String id) throws IOException {
        if (site.find(id).filter(backend::isReady).isPresent()) {
            throw new ShadowException(
                            ErrorCode.WORKSPACE_MISMATCH,
                            "there is a workspace '" + id + "' already; choose another id, or destroy it first")
                    .with("id", id);
        }
    }

    private List<WorkspaceBackend> forkAll(ForkSpec spec, OpenWorkspace origin, CallContext call)
            throws IOException, InterruptedException {
        GitForks forks = new GitForks(engine(origin));
        GitForks.Point point = forks.point(spec.checkpoint(), call.deadline());
        List<OpenWorkspace> made = new ArrayList<>();
        try {
            for (String id : spec.ids()) {
                made.add(
                        site.locked(id, call.deadline(), () -> make(id, spec, origin.workspace(), forks, point, call)));
            }
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            takeBack(made, e);
            throw e;
        }
        List<WorkspaceBackend> handles = new ArrayList<>();
        made.forEach(workspace -> handles.add(backend.attach(workspace)));
        return handles;
    }

    private OpenWorkspace make(
            String id, ForkSpec spec, WorkspaceRecord origin, GitForks forks, GitForks.Point point, CallContext call)
            throws IOException, InterruptedException {
        requireFree(id);
        Optional<WorkspaceRecord> left = site.find(id);
        if (left.isPresent()) {
            site.place(left.get()).delete(); // a killed owner left it half-made
        }
        WorkspaceSpec fork = new WorkspaceSpec(
                id, id, origin.repository(), Optional.empty(), origin.identity(), spec.setup(), origin.onLastClose());
        return new Preparation(
                        site,
                        fork,
                        call,
                        workspace -> forks.fill(engine(workspace), point, origin.id(), id, call.deadline()))
                .run();
    }

    private void takeBack(List<OpenWorkspace> made, Throwable why) {
        boolean interrupted = Thread.interrupted();
        for (OpenWorkspace workspace : made) {
            workspace.end(OnLastClose.END_COMMANDS);
            try {
                site.place(workspace.workspace()).delete();
            } catch (IOException e) {
                why.addSuppressed(e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    DiffResult compare(String fromId, String toId, int maxBytes, CallContext call)
            throws IOException, InterruptedException {
        return both(fromId, toId, call, (from, to) -> new GitForks(from).compare(to, maxBytes, call.deadline()));
    }

    Checkpoint adopt(String forkId, CallContext call) throws IOException, InterruptedException {
        String originId = site.locked(forkId, call.deadline(), () -> originOf(forkId, call));
        if (site.find(originId).isEmpty()) {
            throw new ShadowException(
                            ErrorCode.WORKSPACE_NOT_FOUND,
                            "the workspace '" + originId + "', which '" + forkId
                                    + "' was forked from, is gone; the fork"
                                    + " is a workspace of its own: go on in it, and push from it")
                    .with("id", originId);
        }
        return both(
                originId, forkId, call, (origin, fork) -> new GitForks(origin).adopt(fork, forkId, call.deadline()));
    }

    private String originOf(String forkId, CallContext call) throws IOException, InterruptedException {
        try (ManagedBackend.Handle fork = backend.openReady(forkId)) {
            return new GitForks(engine(fork.workspace()))
                    .origin(call.deadline())
                    .orElseThrow(() -> new ShadowException(
                                    ErrorCode.INVALID_ARGUMENT,
                                    "the workspace '" + forkId
                                            + "' was not forked from another, so nothing can adopt it")
                            .with("id", forkId));
        }
    }

    /** What is done with two workspaces. */
    @FunctionalInterface
    private interface Pair<R> {
        R run(GitEngine one, GitEngine other) throws IOException, InterruptedException;
    }

    private <R> R both(String oneId, String otherId, CallContext call, Pair<R> action)
            throws IOException, InterruptedException {
        backend.existing(oneId);
        backend.existing(otherId);
        FileStore.Action<R> opened = () -> {
            try (ManagedBackend.Handle one = backend.openReady(oneId);
                    ManagedBackend.Handle other = backend.openReady(otherId)) {
                return action.run(engine(one.workspace()), engine(other.workspace()));
            }
        };
        boolean ordered = oneId.compareTo(otherId) <= 0;
        String first = ordered ? oneId : otherId;
        String second = ordered ? otherId : oneId;
        return site.locked(
                first,
                call.deadline(),
                () -> first.equals(second) ? opened.run() : site.locked(second, call.deadline(), opened));
    }

    private static GitEngine engine(OpenWorkspace workspace) {
        return workspace
                .git()
                .orElseThrow(() -> new ShadowException(
                        ErrorCode.NOT_A_REPOSITORY,
                        "the workspace '" + workspace.workspace().id()
                                + "' has no git repository; prepare it with WorkspaceSpec.repository(...)"))
                .engine();
    }
}
