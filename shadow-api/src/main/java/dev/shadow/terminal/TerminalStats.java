package dev.shadow.terminal;

import dev.shadow.Experimental;

/**
 * The state of a terminal.
 *
 * <p>Thread-safe.
 *
 * @param entries how many are held
 * @param bytes how many are held
 * @param evicted how many entries were evicted since the start
 * @param firstSequence the oldest held, or the next one when none is
 * @param nextSequence what the next entry will have
 * @param subscribers how many there are
 * @param backpressure whether the slowest of them is far behind
 */
@Experimental
public record TerminalStats(
        int entries,
        long bytes,
        long evicted,
        long firstSequence,
        long nextSequence,
        int subscribers,
        boolean backpressure) {}
