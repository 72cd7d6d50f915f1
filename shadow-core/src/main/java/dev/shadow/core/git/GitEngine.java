package dev.shadow.core.git;

import dev.shadow.core.store.FileStore;
import dev.shadow.spi.OperationTable;

/**
 * The operations of {@link dev.shadow.git.GitOperation} through JGit's plumbing over a store.
 *
 * <p>Thread-safe.
 */
public final class GitEngine {
    private final FileStore store;

    /**
     * An engine over a store.
     *
     * @param store the work tree
     */
    public GitEngine(FileStore store) {
        this.store = store;
    }

    /**
     * Adds the handlers of this engine.
     *
     * @param table to be filled
     */
    public void register(OperationTable.Builder table) {
        java.util.Objects.requireNonNull(store);
        java.util.Objects.requireNonNull(table);
    }
}
