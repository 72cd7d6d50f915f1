package dev.shadow.spi;

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
import dev.shadow.git.Checkpoint;
import dev.shadow.git.DiffResult;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes, finds and takes down workspaces. The contract of each method is that of {@link dev.shadow.WorkspaceManager}.
 *
 * <p>Implementations must be thread-safe.
 */
public interface Backend extends AutoCloseable {
    /**
     * Makes the workspace, or opens it when it is there already.
     *
     * @param spec what it shall be
     * @param progress told of each step
     * @param call deadline and ids
     * @return a handle
     * @throws InterruptedException when the calling thread is interrupted
     */
    WorkspaceBackend prepare(WorkspaceSpec spec, Consumer<PrepareEvent> progress, CallContext call)
            throws InterruptedException;

    /**
     * Opens a workspace.
     *
     * @param id its id
     * @param call deadline and ids
     * @return a handle
     * @throws InterruptedException when the calling thread is interrupted
     */
    WorkspaceBackend open(String id, CallContext call) throws InterruptedException;

    /**
     * Every workspace.
     *
     * @param call deadline and ids
     * @return in the order of their ids
     * @throws InterruptedException when the calling thread is interrupted
     */
    List<WorkspaceStatus> list(CallContext call) throws InterruptedException;

    /**
     * The status of one workspace.
     *
     * @param id its id
     * @param call deadline and ids
     * @return its status
     * @throws InterruptedException when the calling thread is interrupted
     */
    WorkspaceStatus status(String id, CallContext call) throws InterruptedException;

    /**
     * Keeps the work and releases the machine; refused without {@link dev.shadow.Capability#SUSPEND}.
     *
     * @param id its id
     * @param call deadline and ids
     * @throws InterruptedException when the calling thread is interrupted
     */
    void suspend(String id, CallContext call) throws InterruptedException;

    /**
     * Brings a suspended workspace back; refused without {@link dev.shadow.Capability#SUSPEND}.
     *
     * @param id its id
     * @param call deadline and ids
     * @throws InterruptedException when the calling thread is interrupted
     */
    void resume(String id, CallContext call) throws InterruptedException;

    /**
     * Takes a workspace down.
     *
     * @param id its id
     * @param mode whether the work is pushed first
     * @param call deadline and ids
     * @return what was kept
     * @throws InterruptedException when the calling thread is interrupted
     */
    DestroyResult destroy(String id, DestroyMode mode, CallContext call) throws InterruptedException;

    /**
     * Makes workspaces that begin where another one is; refused without {@link Capability#FORKS}.
     *
     * @param spec from where, and their ids
     * @param call deadline and ids
     * @return a handle for each id, in that order
     * @throws InterruptedException when the calling thread is interrupted
     */
    default List<WorkspaceBackend> fork(ForkSpec spec, CallContext call) throws InterruptedException {
        throw cannotFork();
    }

    /**
     * Compares the files of two workspaces; refused without {@link Capability#FORKS}.
     *
     * @param fromId the old side
     * @param toId the new side
     * @param maxBytes the most text, 0 to 64 MiB
     * @param call deadline and ids
     * @return what leads from the one to the other
     * @throws InterruptedException when the calling thread is interrupted
     */
    default DiffResult compare(String fromId, String toId, int maxBytes, CallContext call) throws InterruptedException {
        throw cannotFork();
    }

    /**
     * Keeps a fork; refused without {@link Capability#FORKS}.
     *
     * @param forkId the fork
     * @param call deadline and ids
     * @return the files of the origin as they were
     * @throws InterruptedException when the calling thread is interrupted
     */
    default Checkpoint adopt(String forkId, CallContext call) throws InterruptedException {
        throw cannotFork();
    }

    private static ShadowException cannotFork() {
        return new ShadowException(
                        ErrorCode.UNSUPPORTED,
                        "this backend has no " + Capability.FORKS
                                + "; prepare another workspace of the same repository instead")
                .with("capability", Capability.FORKS);
    }

    /**
     * Whether the backend can serve.
     *
     * @param call deadline and ids
     * @return what was found by trying something real
     * @throws InterruptedException when the calling thread is interrupted
     */
    Health health(CallContext call) throws InterruptedException;

    /** Releases everything that this backend holds, its open workspaces too. Does nothing the second time. */
    @Override
    void close();
}
