package dev.shadow.terminal;

import dev.shadow.Experimental;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The state of a terminal.
 *
 * <p>Thread-safe.
 *
 * @param entries how many are held
 * @param bytes how many are held
 * @param evicted how many entries were evicted to make room for newer ones
 * @param firstSequence the oldest held, or the next one when none is
 * @param nextSequence what the next entry will have
 * @param firstTime when the oldest held came
 * @param lastTime when the newest held came
 * @param backpressure on while the unread part of the slowest subscriber is above 80 % of what the terminal may hold, in
 *     entries or in bytes, and off again below 60 %
 * @param subscribers where each of them is, in the order in which they came
 * @param log what is kept on disk
 */
@Experimental
public record TerminalStats(
        int entries,
        long bytes,
        long evicted,
        long firstSequence,
        long nextSequence,
        Optional<Instant> firstTime,
        Optional<Instant> lastTime,
        boolean backpressure,
        List<Subscriber> subscribers,
        Log log) {
    /**
     * Copies the list.
     *
     * @param entries the component of that name
     * @param bytes the component of that name
     * @param evicted the component of that name
     * @param firstSequence the component of that name
     * @param nextSequence the component of that name
     * @param firstTime the component of that name
     * @param lastTime the component of that name
     * @param backpressure the component of that name
     * @param subscribers the component of that name
     * @param log the component of that name
     */
    public TerminalStats {
        subscribers = List.copyOf(subscribers);
    }

    /**
     * How far a subscriber is.
     *
     * <p>Thread-safe.
     *
     * @param nextSequence the first one it was not given yet
     * @param unreadEntries how many held entries it was not given yet
     * @param unreadBytes how many bytes those have
     * @param missed how many sequences it was told are gone
     */
    public record Subscriber(long nextSequence, long unreadEntries, long unreadBytes, long missed) {}

    /**
     * The log on disk.
     *
     * <p>Thread-safe.
     *
     * @param state whether entries are written
     * @param lastSequence the last one that a process killed now would leave on disk; 0 when there is none
     * @param problem why writing fails, and empty unless it does
     */
    public record Log(State state, long lastSequence, Optional<String> problem) {
        /** There is none. */
        public static final Log NONE = new Log(State.OFF, 0, Optional.empty());

        /** Whether entries are written. Thread-safe. */
        public enum State {
            /** Nothing is kept on disk. */
            OFF,
            /** Entries follow to disk within moments. */
            ON,
            /** The disk refuses; the terminal goes on in memory, and tries again from time to time. */
            FAILING
        }
    }
}
