package dev.shadow;

import java.util.concurrent.CompletableFuture;

/**
 * A running delivery of events to a consumer. The consumer is called by one thread at a time and never by the thread that
 * makes the events; the next event waits until it returns, so a slow one slows nobody else. One that throws ends its own
 * subscription.
 *
 * <p>Thread-safe.
 */
public interface Subscription extends AutoCloseable {
    /**
     * Completes after the last event was consumed, exceptionally when the source or the consumer failed. Closing completes
     * it too.
     *
     * @return a future; cancelling it does not end the delivery
     */
    CompletableFuture<Void> completion();

    /**
     * Holds the delivery until {@link #resume}. One event that is on its way already may still come. What happens meanwhile
     * waits where events of its kind wait, and what is not kept there is told as a gap. Does nothing while it is paused.
     */
    void pause();

    /** Goes on after {@link #pause}. Does nothing when it was not paused. */
    void resume();

    /** Ends the delivery; an event under way is finished. Does nothing the second time. */
    @Override
    void close();
}
