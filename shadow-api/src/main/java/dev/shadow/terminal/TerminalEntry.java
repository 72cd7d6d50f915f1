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
 * @param time when it came
 * @param kind what it is
 * @param commandId whose output it is
 * @param bytes the output, to the byte; may end within a character
 */
@Experimental
public record TerminalEntry(long sequence, Instant time, Kind kind, Optional<String> commandId, Bytes bytes) {
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
