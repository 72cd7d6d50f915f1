package dev.shadow.core.command;

import dev.shadow.core.store.ProcessStore;
import dev.shadow.spi.OperationTable;

/**
 * The operations of {@link dev.shadow.command.CommandOperation} over a store of processes.
 *
 * <p>Thread-safe.
 */
public final class CommandEngine {
    private final ProcessStore store;

    /**
     * An engine over a store.
     *
     * @param store starts the processes
     */
    public CommandEngine(ProcessStore store) {
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
