package dev.shadow;

import dev.shadow.git.Checkpoint;
import dev.shadow.git.DiffRequest;
import dev.shadow.git.DiffResult;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes, finds and takes down workspaces.
 *
 * <p>Thread-safe.
 */
public interface WorkspaceManager {
    /**
     * Makes the workspace, or opens it when it is there already.
     *
     * @param spec what it shall be
     * @return a handle to close
     * @throws ShadowException as {@link #prepare(WorkspaceSpec, Consumer)}
     */
    default Workspace prepare(WorkspaceSpec spec) {
        return prepare(spec, event -> {});
    }

    /**
     * Makes the workspace, or opens it when it is there already. Idempotent by workspace id. When a step fails, what this
     * call made is taken away again and nothing else is touched.
     *
     * @param spec what it shall be
     * @param progress told of each step, by the calling thread; what it throws ends the preparation
     * @return a handle to close
     * @throws ShadowException {@link ErrorCode#DIRECTORY_NOT_EMPTY} when the directory holds foreign files;
     *     {@link ErrorCode#WORKSPACE_MISMATCH} when the id is taken by another repository, task or directory;
     *     {@link ErrorCode#REPOSITORY_NOT_FOUND}, {@link ErrorCode#BRANCH_NOT_FOUND},
     *     {@link ErrorCode#REPOSITORY_EMPTY}, {@link ErrorCode#AUTHENTICATION_FAILED},
     *     {@link ErrorCode#REMOTE_UNREACHABLE} from the clone; {@link ErrorCode#SETUP_FAILED} when a setup command fails
     */
    Workspace prepare(WorkspaceSpec spec, Consumer<PrepareEvent> progress);

    /**
     * Opens a workspace that was prepared before, by this process or another.
     *
     * @param id its id
     * @return a handle to close
     * @throws ShadowException {@link ErrorCode#WORKSPACE_NOT_FOUND}
     */
    Workspace open(String id);

    /**
     * Every workspace of this backend.
     *
     * @return in the order of their ids
     */
    List<WorkspaceStatus> list();

    /**
     * The status of one workspace.
     *
     * @param id its id
     * @return its status
     * @throws ShadowException {@link ErrorCode#WORKSPACE_NOT_FOUND}
     */
    WorkspaceStatus status(String id);

    /**
     * Keeps the work and releases the machine that it runs on.
     *
     * @param id its id
     * @throws ShadowException {@link ErrorCode#UNSUPPORTED} without {@link Capability#SUSPEND}
     */
    @Experimental
    void suspend(String id);

    /**
     * Brings a suspended workspace back, with all its commits.
     *
     * @param id its id
     * @throws ShadowException {@link ErrorCode#UNSUPPORTED} without {@link Capability#SUSPEND}
     */
    @Experimental
    void resume(String id);

    /**
     * Takes a workspace down: ends its commands, and deletes its files and its state.
     *
     * @param id its id
     * @param mode whether the work is pushed first
     * @return what was kept
     * @throws ShadowException {@link ErrorCode#WORKSPACE_NOT_FOUND}, or why the push failed; then the workspace is as before
     */
    DestroyResult destroy(String id, DestroyMode mode);

    /**
     * Makes workspaces that begin where another one is, to try things side by side. They share the stored objects of the
     * origin, so each costs little more than its files. What git ignores is not brought along. They outlive their origin.
     * All are made, or none.
     *
     * @param spec from where, and their ids
     * @return a handle for each id, in that order, to close
     * @throws ShadowException {@link ErrorCode#WORKSPACE_NOT_FOUND}, {@link ErrorCode#CHECKPOINT_NOT_FOUND},
     *     {@link ErrorCode#NOT_A_REPOSITORY} for the origin; {@link ErrorCode#WORKSPACE_MISMATCH} when an id is taken;
     *     {@link ErrorCode#SETUP_FAILED}; {@link ErrorCode#UNSUPPORTED} without {@link Capability#FORKS}
     */
    @Experimental
    List<Workspace> fork(ForkSpec spec);

    /**
     * Compares the files of two workspaces, committed or not, untracked ones included.
     *
     * @param fromId the old side
     * @param toId the new side
     * @return what leads from the one to the other; at most 1 MiB of text and 10,000 files
     * @throws ShadowException {@link ErrorCode#WORKSPACE_NOT_FOUND}, {@link ErrorCode#NOT_A_REPOSITORY};
     *     {@link ErrorCode#UNSUPPORTED} without {@link Capability#FORKS}
     */
    @Experimental
    default DiffResult compare(String fromId, String toId) {
        return compare(fromId, toId, DiffRequest.DEFAULT_MAX_BYTES);
    }

    /**
     * Compares the files of two workspaces with another limit.
     *
     * @param fromId the old side
     * @param toId the new side
     * @param maxBytes the most text, 0 to 64 MiB
     * @return what leads from the one to the other
     * @throws ShadowException as {@link #compare(String, String)}
     */
    @Experimental
    DiffResult compare(String fromId, String toId, int maxBytes);

    /**
     * Keeps a fork: its commits become those of the branch that its origin is on, and its files those of its origin. The fork
     * itself stays until it is destroyed.
     *
     * @param forkId the fork
     * @return the files of the origin as they were, to be restored should this have been a mistake
     * @throws ShadowException {@link ErrorCode#WORKSPACE_NOT_FOUND} when the fork or its origin is not there;
     *     {@link ErrorCode#INVALID_ARGUMENT} when the workspace is no fork; {@link ErrorCode#WORKSPACE_DIVERGED} when the
     *     origin has commits that are not in the fork; {@link ErrorCode#UNSUPPORTED} without {@link Capability#FORKS}
     */
    @Experimental
    Checkpoint adopt(String forkId);

    /**
     * Whether the backend can serve.
     *
     * @return never a guess: something real was tried
     */
    Health health();

    /**
     * A view whose calls carry the given options.
     *
     * @param options deadline, request id, trace parent
     * @return the view
     */
    WorkspaceManager with(CallOptions options);
}
