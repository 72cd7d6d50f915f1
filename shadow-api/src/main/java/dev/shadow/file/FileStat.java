package dev.shadow.file;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a path without reading it. A link is told of as itself.
 *
 * <p>Thread-safe.
 *
 * @param path relative to the workspace, with {@code /}; {@code .} is the workspace itself
 * @param type what it is
 * @param size in bytes; 0 unless it is a file
 * @param modified last change of the content
 * @param executable whether the owner may execute the file
 * @param linkTarget the text of a link
 */
public record FileStat(
        String path, FileType type, long size, Instant modified, boolean executable, Optional<String> linkTarget) {
    /**
     * Whether this is a regular file.
     *
     * @return true for {@link FileType#FILE}
     */
    public boolean isFile() {
        return type == FileType.FILE;
    }

    /**
     * Whether this is a directory.
     *
     * @return true for {@link FileType#DIRECTORY}
     */
    public boolean isDirectory() {
        return type == FileType.DIRECTORY;
    }
}
