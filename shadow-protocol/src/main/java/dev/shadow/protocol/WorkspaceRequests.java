package dev.shadow.protocol;

import dev.shadow.DestroyMode;

/**
 * Bodies of requests about whole workspaces. That of {@link Routes#PREPARE} is a {@link dev.shadow.WorkspaceSpec}.
 *
 * <p>Thread-safe.
 */
public final class WorkspaceRequests {
    private WorkspaceRequests() {}

    /**
     * For {@link Routes#OPEN}.
     *
     * @param id of the workspace
     */
    public record Open(String id) {}

    /**
     * For {@link Routes#DESTROY}.
     *
     * @param id of the workspace
     * @param mode whether its work is pushed first
     */
    public record Destroy(String id, DestroyMode mode) {}
}
