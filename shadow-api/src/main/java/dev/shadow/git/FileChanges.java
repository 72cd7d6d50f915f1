package dev.shadow.git;

import java.util.List;

/**
 * What changed since the shadow branch began.
 *
 * <p>Thread-safe.
 *
 * @param files by path
 * @param truncated whether there are more
 */
public record FileChanges(List<FileChange> files, boolean truncated) {
    /**
     * Keeps its own list.
     *
     * @param files the component of that name
     * @param truncated the component of that name
     */
    public FileChanges {
        files = List.copyOf(files);
    }
}
