package dev.shadow.command;

import java.time.Duration;

/**
 * How a command ended and what it wrote. A result and never an exception, whatever the exit.
 *
 * <p>Thread-safe.
 *
 * @param id the command's id
 * @param exit how it ended
 * @param stdout its standard output
 * @param stderr its standard error; empty when merged
 * @param merged both in the order in which they were read
 * @param duration from its start to its end
 */
public record CommandResult(String id, Exit exit, Output stdout, Output stderr, Output merged, Duration duration) {}
