package dev.shadow.watch;

import dev.shadow.Experimental;
import dev.shadow.spi.Check;

/**
 * Which changes to follow.
 *
 * <p>Thread-safe.
 *
 * @param path a directory, relative to the workspace; it and all beneath it is told, but what git ignores and {@code .git}. It
 *     may be removed and come back. When it is a link, the directory is meant that it leads to now
 * @param fromSequence the first event wanted; 0: from now on. The numbers of the last 10,000 events or so are kept, also while
 *     nobody watches for a minute; one that is gone, or was never given, is told as {@link WatchEvent.Kind#GAP} with the
 *     present state
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
     * Changes from now on. What happened a moment before may be told too.
     *
     * @param path a directory, relative to the workspace
     * @return the request
     */
    public static WatchRequest of(String path) {
        return new WatchRequest(path, 0);
    }

    /**
     * What is there, and then changes from there on.
     *
     * @param path a directory, relative to the workspace
     * @return the request; its first event is {@link WatchEvent.Kind#GAP}
     */
    public static WatchRequest withPresent(String path) {
        return new WatchRequest(path, 1);
    }

    /**
     * A copy that goes on where another watch ended.
     *
     * @param sequence one more than the last number that was told
     * @return the copy
     */
    public WatchRequest from(long sequence) {
        return new WatchRequest(path, sequence);
    }
}
