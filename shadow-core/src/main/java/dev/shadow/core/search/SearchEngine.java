package dev.shadow.core.search;

import dev.shadow.Capability;
import dev.shadow.core.store.FileStore;
import dev.shadow.search.SearchOperation;
import dev.shadow.spi.OperationTable;

/**
 * The operations of {@link dev.shadow.search.SearchOperation} over a store. Declares {@link Capability#SEARCH}.
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
        table.can(Capability.SEARCH)
                .on(SearchOperation.Grep.class, (o, call) -> new GrepSearch(store, o.request(), call.deadline()).run())
                .on(SearchOperation.Find.class, (o, call) -> new FindSearch(store, o.request(), call.deadline()).run());
    }
}
