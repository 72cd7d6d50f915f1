package dev.shadow.terminal;

import dev.shadow.Bytes;
import dev.shadow.Experimental;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of a terminal.
 *
 * <p>Thread-safe.
 *
 * @param sequence its number, from 1, never used again
 * @param time when it came, in milliseconds; never before the entry ahead of it
 * @param kind what it is
 * @param commandId whose output it is
 * @param bytes the output, to the byte; may end within a character
 * @param omitted how many bytes are left out of the middle, as the entry was longer than the whole terminal may be; where
 *     they were, {@code bytes} has a line that says so. 0 as a rule
 */
@Experimental
public record TerminalEntry(
        long sequence, Instant time, Kind kind, Optional<String> commandId, Bytes bytes, long omitted) {
    /** What an entry is. */
    public enum Kind {
        /** Standard output of a command. */
        STDOUT,
        /** Standard error of a command. */
        STDERR,
        /** A command line that was started. */
        COMMAND,
        /** A word of Shadow's own. */
        SYSTEM
    }
}
