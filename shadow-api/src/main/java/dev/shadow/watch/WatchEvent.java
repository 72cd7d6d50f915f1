package dev.shadow.watch;

import dev.shadow.Experimental;
import dev.shadow.file.FileType;
import java.util.Optional;

/**
 * What a subscriber of a watch is told. Whoever applies the events in their order to what {@link Kind#PRESENT} told has what
 * is there, names and types of everything but {@code .git} and what git ignores.
 *
 * <p>Changes within a moment of about 50 ms are told as their net effect: what was made and removed again is not told at all.
 *
 * <p>Thread-safe.
 *
 * @param sequence its number, greater than that of every event before; 0 for an event that does not stand alone: who resumes,
 *     resumes after the last event that had a number
 * @param kind what happened
 * @param path relative to the workspace, with {@code /}; {@code .} is the workspace itself
 * @param oldPath the path before; present exactly when it was renamed
 * @param type what is or was there; links are told as links and never followed
 */
@Experimental
public record WatchEvent(long sequence, Kind kind, String path, Optional<String> oldPath, FileType type) {
    /** What happened. */
    public enum Kind {
        /** It is new to the watch: made, moved in, or not ignored any more. A directory comes before what is in it. */
        CREATED,
        /** Its content or its executable bit changed, also by another file that took its place. Never a directory. */
        MODIFIED,
        /** It is gone. A directory comes after all that was in it. */
        DELETED,
        /**
         * It has another path, and is certainly the same file or directory. What is in a directory moved along, and is not
         * told by itself. A move that cannot be proven is told as DELETED and CREATED.
         */
        RENAMED,
        /** It is there, but is not watched any more, since git ignores it now. A directory comes after all that was in it. */
        IGNORED,
        /**
         * More happened at once beneath this directory than could be taken. It was looked through again: what follows is the
         * net effect, and nothing needs to be done.
         */
        OVERFLOW,
        /**
         * This subscriber was too slow, or asked for a number that is gone. What it knew may be wrong, so it should forget it:
         * PRESENT for everything that there is and then SYNCED follow.
         */
        GAP,
        /** It is there. A directory comes before what is in it. */
        PRESENT,
        /** All that is there was told, with the changes up to this number in it. */
        SYNCED
    }
}
