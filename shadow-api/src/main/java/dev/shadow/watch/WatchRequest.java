package dev.shadow.watch;

import dev.shadow.Experimental;
import dev.shadow.spi.Check;

/**
 * Which changes to follow.
 *
 * <p>Thread-safe.
 *
 * @param path a directory, relative to the workspace; all beneath it is watched but what git ignores
 * @param fromSequence the first event wanted; 0: from now on
 */
@Experimental
public record WatchRequest(String path, long fromSequence) {
    /**
     * Checks the bounds.
     *
     * @param path the component of that name
     * @param fromSequence the component of that name
     */
    public WatchRequest {
        Check.range("fromSequence", fromSequence, 0, Long.MAX_VALUE);
    }

    /**
     * Changes from now on.
     *
     * @param path a directory, relative to the workspace
     * @return the request
     */
    public static WatchRequest of(String path) {
        return new WatchRequest(path, 0);
    }
}
