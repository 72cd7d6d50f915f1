package dev.shadow.spi;

import java.util.Optional;

/**
 * What accompanies an operation.
 *
 * <p>Thread-safe.
 *
 * @param workspaceId whose operation it is; the empty text for calls of the manager
 * @param deadline when the call must have ended
 * @param requestId names this call in logs and audit
 * @param traceParent a W3C trace context, where the caller gave one
 */
public record CallContext(String workspaceId, Deadline deadline, String requestId, Optional<String> traceParent) {}
