package dev.shadow.file;

import dev.shadow.Experimental;
import java.util.List;

/**
 * What a patch did.
 *
 * <p>Thread-safe.
 *
 * @param files every file that was changed, in the order of the patch
 */
@Experimental
public record PatchResult(List<PatchedFile> files) {
    /**
     * Keeps its own list.
     *
     * @param files the component of that name
     */
    public PatchResult {
        files = List.copyOf(files);
    }
}
