package dev.shadow.terminal;

import dev.shadow.Experimental;

/**
 * What a subscriber of a terminal is told.
 *
 * <p>Thread-safe.
 */
@Experimental
public sealed interface TerminalEvent {
    /**
     * The next entry.
     *
     * @param entry the entry
     */
    record Next(TerminalEntry entry) implements TerminalEvent {}

    /**
     * Entries that this subscriber will not see: evicted or cleared before it came to them, or lost when a process died.
     *
     * @param from the first sequence that is gone
     * @param to the last sequence that is gone
     */
    record Gap(long from, long to) implements TerminalEvent {}
}
