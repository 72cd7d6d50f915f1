package dev.shadow.internal;

import dev.shadow.CallOptions;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import java.time.Duration;
import java.util.UUID;

/** From the options of a view to the context of one call. */
final class CallContexts {
    private CallContexts() {}

    static CallContext create(String workspaceId, CallOptions options, Duration defaultTimeout) {
        return new CallContext(
                workspaceId,
                Deadline.after(options.timeout().orElse(defaultTimeout)),
                options.requestId().orElseGet(() -> UUID.randomUUID().toString()),
                options.traceParent());
    }
}
