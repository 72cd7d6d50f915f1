package dev.shadow.core.workspace;

import java.io.IOException;

/**
 * The place of one workspace.
 *
 * <p>Implementations must be thread-safe.
 */
public interface WorkspacePlace {
    /**
     * Where it is, for people.
     *
     * @return a directory, say
     */
    String location();

    /**
     * Whether the files are where they should be.
     *
     * @return false before {@link #create} and after {@link #delete}
     */
    boolean exists();

    /**
     * Makes an empty place.
     *
     * @throws dev.shadow.ShadowException {@link dev.shadow.ErrorCode#DIRECTORY_NOT_EMPTY} when files are there that
     *     Shadow did not put there; then nothing has changed
     * @throws IOException when it cannot be made
     */
    void create() throws IOException;

    /**
     * Starts the engines over this place.
     *
     * @return to be ended by the caller
     * @throws IOException when files or repository cannot be reached
     */
    Engines start() throws IOException;

    /**
     * Removes files, repository and record. What is already gone is fine.
     *
     * @throws IOException when something resists; what is left can be removed by another call
     */
    void delete() throws IOException;
}
