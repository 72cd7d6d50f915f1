package dev.shadow.git;

import java.util.Optional;

/**
 * One path that is not as the last commit has it.
 *
 * <p>Thread-safe.
 *
 * @param path relative to the workspace
 * @param oldPath the path before a rename
 * @param staged the index against the last commit
 * @param unstaged the work tree against the index
 */
public record StatusEntry(String path, Optional<String> oldPath, ChangeKind staged, ChangeKind unstaged) {}
