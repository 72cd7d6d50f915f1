package dev.shadow.spi;

import dev.shadow.DestroyMode;
import dev.shadow.DestroyResult;
import dev.shadow.Health;
import dev.shadow.PrepareEvent;
import dev.shadow.WorkspaceSpec;
import dev.shadow.WorkspaceStatus;
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
