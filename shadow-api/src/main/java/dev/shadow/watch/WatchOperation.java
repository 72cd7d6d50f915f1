package dev.shadow.watch;

import dev.shadow.Capability;
import dev.shadow.Experimental;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationType;
import dev.shadow.spi.OperationType.Effect;
import java.time.Duration;
import java.util.concurrent.Flow;

/**
 * {@link dev.shadow.Workspace#watch}.
 *
 * <p>Thread-safe.
 *
 * @param request which changes
 */
@Experimental
public record WatchOperation(WatchRequest request) implements Operation<Flow.Publisher<WatchEvent>> {
    /** The kind of this operation. */
    public static final OperationType TYPE =
            new OperationType("watch.subscribe", Capability.WATCH, Effect.READ, Duration.ofSeconds(30));

    @Override
    public OperationType type() {
        return TYPE;
    }
}
