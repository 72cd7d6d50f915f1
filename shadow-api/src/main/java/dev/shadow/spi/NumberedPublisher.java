package dev.shadow.spi;

import java.util.concurrent.Flow;

/**
 * Publishes items with numbers, and knows the first one's before it is there: whoever loses touch before it saw any can ask for
 * the rest by it.
 *
 * <p>Thread-safe.
 *
 * @param <T> the items
 */
public interface NumberedPublisher<T> extends Flow.Publisher<T> {
    /**
     * Where it begins.
     *
     * @return the number of the first item that is published, or one that is passed over without loss
     */
    long firstNumber();
}
