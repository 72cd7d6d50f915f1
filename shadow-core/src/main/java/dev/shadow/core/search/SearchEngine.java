package dev.shadow.core.search;

import dev.shadow.core.store.FileStore;
import dev.shadow.spi.OperationTable;

/**
 * The operations of {@link dev.shadow.search.SearchOperation} over a store.
 *
 * <p>Thread-safe.
 */
public final class SearchEngine {
    private final FileStore store;

    /**
     * An engine over a store.
     *
     * @param store the files
     */
    public SearchEngine(FileStore store) {
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
