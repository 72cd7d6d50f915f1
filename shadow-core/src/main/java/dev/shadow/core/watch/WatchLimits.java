package dev.shadow.core.watch;

import java.time.Duration;

/**
 * What a watch may take.
 *
 * @param window how long changes are gathered before they are told
 * @param linger how long events are still followed when nobody watches any more
 * @param rootCheck how often the root is looked at, which may go without a hint
 * @param events the most events that are kept for those who are behind
 * @param bytes about the most memory that they take
 */
record WatchLimits(Duration window, Duration linger, Duration rootCheck, int events, long bytes) {
    static final WatchLimits DEFAULT =
            new WatchLimits(Duration.ofMillis(50), Duration.ofMinutes(1), Duration.ofSeconds(2), 10_000, 4 << 20);
}
