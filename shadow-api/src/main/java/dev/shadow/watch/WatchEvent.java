package dev.shadow.watch;

import dev.shadow.Experimental;
import java.util.Optional;

/**
 * A change of a file or directory.
 *
 * <p>Thread-safe.
 *
 * @param sequence its number, from 1, never used again
 * @param kind what happened
 * @param path relative to the workspace
 * @param oldPath the path before a rename
 * @param directory whether it is a directory
 */
@Experimental
public record WatchEvent(long sequence, Kind kind, String path, Optional<String> oldPath, boolean directory) {
    /** What happened. */
    public enum Kind {
        /** It is new. */
        CREATED,
        /** Its content changed. */
        MODIFIED,
        /** It is gone. */
        DELETED,
        /** It has another path. */
        RENAMED,
        /** Events were lost; what follows tells the state anew. */
        OVERFLOW
    }
}
