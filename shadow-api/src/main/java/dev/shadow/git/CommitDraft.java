package dev.shadow.git;

import java.util.List;

/**
 * What a {@link CommitMessageSource} sees of the changes: nothing that looks like a secret, and no binary content.
 *
 * <p>Thread-safe.
 *
 * @param diff a unified diff with the last commit, untracked files included. Files that are binary or have names of keys and
 *     passwords are not in it, and lines that look like a secret are replaced
 * @param files every file that changed, by path, also those whose text is left out
 * @param withheld the paths whose text was left out
 * @param truncated whether the diff was cut at its limit of 64 KiB, or there are more files than 10,000
 */
public record CommitDraft(String diff, List<FileChange> files, List<String> withheld, boolean truncated) {
    /**
     * Keeps its own lists.
     *
     * @param diff the component of that name
     * @param files the component of that name
     * @param withheld the component of that name
     * @param truncated the component of that name
     */
    public CommitDraft {
        files = List.copyOf(files);
        withheld = List.copyOf(withheld);
    }
}
