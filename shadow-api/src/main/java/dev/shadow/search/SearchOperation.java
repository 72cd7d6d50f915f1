package dev.shadow.search;

import dev.shadow.Capability;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationType;
import dev.shadow.spi.OperationType.Effect;
import java.time.Duration;

/**
 * The operations behind {@link dev.shadow.SearchTools}, one a method, with the contract of that method.
 *
 * <p>Thread-safe.
 *
 * @param <R> the result
 */
public sealed interface SearchOperation<R> extends Operation<R> {
    private static OperationType type(String name) {
        return new OperationType("search." + name, Capability.SEARCH, Effect.READ, Duration.ofSeconds(60));
    }

    /**
     * {@link dev.shadow.SearchTools#grep}.
     *
     * @param request what to look for
     */
    record Grep(GrepRequest request) implements SearchOperation<GrepResult> {
        /** The kind of this operation. */
        public static final OperationType TYPE = SearchOperation.type("grep");

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.SearchTools#findFiles}.
     *
     * @param request which files
     */
    record Find(FindRequest request) implements SearchOperation<FindResult> {
        /** The kind of this operation. */
        public static final OperationType TYPE = SearchOperation.type("find");

        @Override
        public OperationType type() {
            return TYPE;
        }
    }
}
