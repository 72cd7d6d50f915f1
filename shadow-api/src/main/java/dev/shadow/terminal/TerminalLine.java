package dev.shadow.terminal;

import dev.shadow.Experimental;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of a terminal.
 *
 * <p>Thread-safe.
 *
 * @param sequence the entry in which it ends
 * @param time when that came
 * @param kind what it is
 * @param commandId whose line it is
 * @param text without its newline
 * @param complete false when it goes on: it is longer than a line may be, or its newline did not come
 */
@Experimental
public record TerminalLine(
        long sequence,
        Instant time,
        TerminalEntry.Kind kind,
        Optional<String> commandId,
        String text,
        boolean complete) {}
