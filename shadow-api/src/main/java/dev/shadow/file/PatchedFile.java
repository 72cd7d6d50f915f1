package dev.shadow.file;

import dev.shadow.Experimental;
import java.util.Optional;

/**
 * What a patch did to one file.
 *
 * <p>Thread-safe.
 *
 * @param path relative to the workspace, links resolved; for a file that moved its new path
 * @param oldPath the path before a move
 * @param kind what happened
 * @param linesAdded by the patch
 * @param linesRemoved by the patch; all lines of a deleted file
 */
@Experimental
public record PatchedFile(String path, Optional<String> oldPath, Kind kind, int linesAdded, int linesRemoved) {
    /** What happened to a file. */
    public enum Kind {
        /** It is new. */
        ADDED,
        /** Its content or executable bit is another. */
        MODIFIED,
        /** It is gone. */
        DELETED,
        /** It has another path, and maybe other content. */
        MOVED
    }
}
