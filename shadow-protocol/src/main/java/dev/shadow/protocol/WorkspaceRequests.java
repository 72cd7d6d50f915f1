package dev.shadow.protocol;

import dev.shadow.DestroyMode;

/**
 * Bodies of requests about whole workspaces. That of {@link Routes#PREPARE} is a {@link dev.shadow.WorkspaceSpec},
 * and that of {@link Routes#FORK} a {@link dev.shadow.ForkSpec}.
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

    /**
     * For {@link Routes#COMPARE}.
     *
     * @param from the id of the old side
     * @param to the id of the new side
     * @param maxBytes the most text
     */
    public record Compare(String from, String to, int maxBytes) {}

    /**
     * For {@link Routes#ADOPT}.
     *
     * @param fork its id
     */
    public record Adopt(String fork) {}
}
