package dev.shadow.core.patch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where the record of a patch is while it is applied, so that another process can undo or end what a killed one began.
 *
 * <p>Implementations must be thread-safe.
 */
public interface PatchJournal {
    /**
     * Keeps a record in place of an earlier one with this id, in one step, and so that it survives the machine's end.
     *
     * @param id of the patch: letters, digits and {@code -}
     * @param record what to keep
     * @throws IOException when it cannot be kept
     */
    void keep(String id, byte[] record) throws IOException;

    /**
     * Reads a record.
     *
     * @param id of the patch
     * @return empty when there is none
     * @throws IOException when it cannot be read
     */
    Optional<byte[]> read(String id) throws IOException;

    /**
     * Removes a record. One that is not there is fine.
     *
     * @param id of the patch
     * @throws IOException when it cannot be removed
     */
    void remove(String id) throws IOException;

    /**
     * Every record that is kept.
     *
     * @return their ids, in any order
     * @throws IOException when they cannot be listed
     */
    List<String> ids() throws IOException;

    /**
     * For files that end with the process.
     *
     * @return a journal that keeps nothing
     */
    static PatchJournal none() {
        return NoJournal.INSTANCE;
    }
}
