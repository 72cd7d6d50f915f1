package dev.shadow.core.watch;

import dev.shadow.watch.WatchEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is kept.
 *
 * @param event for who watches everything
 * @param moved what moved along with a renamed directory, itself first; null unless it is one
 */
record Change(WatchEvent event, @Nullable TreeImage moved) {
    private static final int BYTES = 120;
    private static final int BYTES_OF_ENTRY = 12;

    /** About the memory that it takes. */
    long bytes() {
        long paths =
                0L + event.path().length() + event.oldPath().map(String::length).orElse(0);
        return BYTES + paths + (moved == null ? 0 : (long) BYTES_OF_ENTRY * moved.size());
    }

    /** Whether a path is a directory's or one beneath it. */
    static boolean isWithin(String path, String directory) {
        return directory.equals(".")
                || (path.startsWith(directory)
                        && (path.length() == directory.length() || path.charAt(directory.length()) == '/'));
    }
}
