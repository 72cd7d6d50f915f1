package dev.shadow.file;

import dev.shadow.Experimental;
import java.util.List;

/**
 * What a patch did.
 *
 * <p>Thread-safe.
 *
 * @param changed every path that was written, made, moved or removed
 */
@Experimental
public record PatchResult(List<String> changed) {
    /**
     * Keeps its own list.
     *
     * @param changed the component of that name
     */
    public PatchResult {
        changed = List.copyOf(changed);
    }
}
