package dev.shadow.remote;

import org.jspecify.annotations.Nullable;

/**
 * What a stream brings, item by item, unbroken however often its connection is lost. Used by one thread, but for cancel.
 *
 * @param <T> the items
 */
interface Source<T> extends AutoCloseable {
    /**
     * Waits for the next item.
     *
     * @return null when nothing follows
     */
    @Nullable T next() throws InterruptedException;

    /** Ends a wait under way, and every later one; may come from any thread. */
    void cancel();

    /** Lets go of everything; comes from the thread that reads. */
    @Override
    void close();
}
