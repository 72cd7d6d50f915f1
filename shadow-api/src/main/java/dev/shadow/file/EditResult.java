package dev.shadow.file;

/**
 * What edits did to a file.
 *
 * <p>Thread-safe.
 *
 * @param path relative to the workspace
 * @param replacements how many occurrences were replaced, over all edits
 * @param diff a unified diff of the whole change, with three lines of context
 * @param linesAdded lines that are new
 * @param linesRemoved lines that are gone
 * @param version the new version
 */
public record EditResult(
        String path, int replacements, String diff, int linesAdded, int linesRemoved, FileVersion version) {}
