package dev.shadow.core.file;

import dev.shadow.core.store.FileStore;
import dev.shadow.spi.OperationTable;

/**
 * The operations of {@link dev.shadow.file.FileOperation} over a store.
 *
 * <p>Thread-safe.
 */
public final class FileEngine {
    private final FileStore store;

    /**
     * An engine over a store.
     *
     * @param store the files
     */
    public FileEngine(FileStore store) {
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
