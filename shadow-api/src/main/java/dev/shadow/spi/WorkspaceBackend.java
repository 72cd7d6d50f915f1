package dev.shadow.spi;

import dev.shadow.Capabilities;

/**
 * One workspace, as a backend offers it. This one method is the whole of it: every user interface is implemented over it.
 *
 * <p>Implementations must be thread-safe.
 */
public interface WorkspaceBackend extends AutoCloseable {
    /**
     * Executes an operation.
     *
     * @param operation the call; a kind that the backend does not know is refused with
     *     {@link dev.shadow.ErrorCode#UNSUPPORTED}, as {@link OperationTable} does
     * @param call deadline and ids
     * @param <R> its result
     * @return the result
     * @throws InterruptedException when the calling thread is interrupted
     */
    <R> R execute(Operation<R> operation, CallContext call) throws InterruptedException;

    /**
     * What this workspace can do.
     *
     * @return the capabilities, which do not change
     */
    Capabilities capabilities();

    /** Releases this handle; the last one ends or keeps commands as the workspace's specification says. */
    @Override
    void close();
}
