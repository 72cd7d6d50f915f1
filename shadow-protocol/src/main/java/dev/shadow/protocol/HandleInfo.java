package dev.shadow.protocol;

import dev.shadow.Capability;
import java.time.Instant;
import java.util.Set;

/**
 * An opened workspace.
 *
 * <p>Thread-safe.
 *
 * @param handle names this opening in the routes beneath {@link Routes#HANDLES}
 * @param workspace the workspace's id
 * @param created when the workspace was made, which tells it from a later one of the same id
 * @param capabilities what it can do
 */
public record HandleInfo(String handle, String workspace, Instant created, Set<Capability> capabilities) {
    /** Keeps its own set. */
    public HandleInfo {
        capabilities = Set.copyOf(capabilities);
    }
}
