package dev.shadow.git;

import java.util.Optional;

/**
 * What happened to one file.
 *
 * <p>Thread-safe.
 *
 * @param path relative to the workspace
 * @param oldPath the path before a rename
 * @param kind what happened
 * @param linesAdded 0 for a binary file
 * @param linesRemoved 0 for a binary file
 * @param binary whether either side is binary
 */
public record FileChange(
        String path, Optional<String> oldPath, ChangeKind kind, int linesAdded, int linesRemoved, boolean binary) {}
