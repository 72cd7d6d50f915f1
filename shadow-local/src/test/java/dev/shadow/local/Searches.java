package dev.shadow.local;

import dev.shadow.core.search.SearchEngine;
import dev.shadow.core.store.FileStore;
import dev.shadow.search.FindRequest;
import dev.shadow.search.FindResult;
import dev.shadow.search.GrepRequest;
import dev.shadow.search.GrepResult;
import dev.shadow.search.SearchOperation;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationTable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;

/** Searches over a store. Thread-safe. */
final class Searches {
    private final OperationTable table;

    Searches(FileStore store) {
        OperationTable.Builder builder = OperationTable.builder();
        new SearchEngine(store).register(builder);
        table = builder.build();
    }

    GrepResult grep(GrepRequest request) throws IOException {
        return execute(new SearchOperation.Grep(request));
    }

    FindResult find(FindRequest request) throws IOException {
        return execute(new SearchOperation.Find(request));
    }

    private <R> R execute(Operation<R> operation) throws IOException {
        try {
            return table.execute(operation, new CallContext("w", TestTree.soon(), "r", Optional.empty()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        }
    }
}
