package dev.shadow.git;

import java.util.List;

/**
 * A comparison.
 *
 * <p>Thread-safe.
 *
 * @param text a unified diff as git writes it, which {@code git apply} takes when no file of it is binary; a binary file
 *     shows as one line. Where a file's old or new side is not UTF-8 the malformed bytes show as U+FFFD
 * @param files what happened to each file, by path; also of those whose text was cut
 * @param truncated whether the text was cut at its limit
 * @param filesTruncated whether there are more files than the limit, which then have neither text nor numbers here
 */
public record DiffResult(String text, List<FileChange> files, boolean truncated, boolean filesTruncated) {
    /**
     * Keeps its own list.
     *
     * @param text the component of that name
     * @param files the component of that name
     * @param truncated the component of that name
     * @param filesTruncated the component of that name
     */
    public DiffResult {
        files = List.copyOf(files);
    }

    /**
     * A comparison with all of its files.
     *
     * @param text the component of that name
     * @param files the component of that name
     * @param truncated the component of that name
     */
    public DiffResult(String text, List<FileChange> files, boolean truncated) {
        this(text, files, truncated, false);
    }
}
