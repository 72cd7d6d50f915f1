package dev.shadow.git;

import java.util.List;

/**
 * A comparison.
 *
 * <p>Thread-safe.
 *
 * @param text a unified diff as git writes it; a binary file shows as one line. Where a file's old or new side is not
 *     UTF-8 the malformed bytes show as U+FFFD
 * @param files what happened to each file, by path; complete even when the text is truncated
 * @param truncated whether the text was cut at the limit
 */
public record DiffResult(String text, List<FileChange> files, boolean truncated) {
    /**
     * Keeps its own list.
     *
     * @param text the component of that name
     * @param files the component of that name
     * @param truncated the component of that name
     */
    public DiffResult {
        files = List.copyOf(files);
    }
}
