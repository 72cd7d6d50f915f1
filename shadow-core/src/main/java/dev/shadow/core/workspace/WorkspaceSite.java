package dev.shadow.core.workspace;

import dev.shadow.Health;
import dev.shadow.core.store.FileStore;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where the workspaces of one backend live: the records of them, and a place for each.
 *
 * <p>Implementations must be thread-safe.
 */
public interface WorkspaceSite extends AutoCloseable {
    /**
     * The record of a workspace.
     *
     * @param id its id
     * @return empty when there is none
     * @throws IOException when the record cannot be read
     */
    Optional<WorkspaceRecord> find(String id) throws IOException;

    /**
     * Every record.
     *
     * @return in any order
     * @throws IOException when the records cannot be read
     */
    List<WorkspaceRecord> all() throws IOException;

    /**
     * Keeps a record in place of an earlier one, in one step.
     *
     * @param workspace the record
     * @throws IOException when it cannot be kept
     */
    void save(WorkspaceRecord workspace) throws IOException;

    /**
     * Runs an action while no other caller, of this process or another, prepares, opens or destroys the same workspace.
     *
     * @param id its id
     * @param deadline when to give up waiting
     * @param action what to do
     * @param <R> its result
     * @return its result
     * @throws IOException when the lock cannot be had, or what the action throws
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    <R> R locked(String id, Deadline deadline, FileStore.Action<R> action) throws IOException, InterruptedException;

    /**
     * The place of a workspace. Nothing is made yet.
     *
     * @param workspace its record
     * @return the place
     */
    WorkspacePlace place(WorkspaceRecord workspace);

    /**
     * Whether workspaces can be made here.
     *
     * @return what was found by trying
     */
    Health check();

    @Override
    void close();
}
