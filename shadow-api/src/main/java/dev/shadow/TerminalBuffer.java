package dev.shadow;

import dev.shadow.terminal.TerminalEvent;
import dev.shadow.terminal.TerminalSnapshot;
import dev.shadow.terminal.TerminalStats;
import java.util.function.Consumer;

/**
 * What a person in front of the workspace would have seen: every command line, its output and its exit, in a ring of bounded
 * size that drops the oldest. Refused with {@link ErrorCode#UNSUPPORTED} without {@link Capability#TERMINAL}.
 *
 * <p>Thread-safe.
 */
@Experimental
public interface TerminalBuffer {
    /**
     * Appends an entry of kind SYSTEM.
     *
     * @param bytes its content
     * @return its sequence
     */
    long append(Bytes bytes);

    /**
     * Entries as they are now.
     *
     * @param fromSequence the first one wanted; when it is gone, the oldest there is
     * @param max the most entries, at least 1
     * @return an immutable copy
     */
    TerminalSnapshot snapshot(long fromSequence, int max);

    /**
     * Follows the terminal.
     *
     * @param fromSequence the first entry wanted
     * @param consumer called for each entry and gap
     * @return ends the delivery when closed
     */
    Subscription subscribe(long fromSequence, Consumer<TerminalEvent> consumer);

    /**
     * The state of the buffer.
     *
     * @return a fresh look
     */
    TerminalStats stats();

    /** Drops every entry and leaves one that says so. Sequences go on. */
    void clear();
}
