package dev.shadow.file;

/**
 * What a write did.
 *
 * <p>Thread-safe.
 *
 * @param path relative to the workspace
 * @param created whether the file was not there before
 * @param size the new size in bytes
 * @param linesAdded lines that are new, 0 when either side is binary or larger than 64 MiB
 * @param linesRemoved lines that are gone, 0 when either side is binary or larger than 64 MiB
 * @param version the new version
 */
public record WriteResult(
        String path, boolean created, long size, int linesAdded, int linesRemoved, FileVersion version) {}
