/** The terminal's ring against plain and clever queues. The entry point is {@link dev.shadow.benchmarks.terminal.TerminalSuite}. */
@NullMarked
package dev.shadow.benchmarks.terminal;

import org.jspecify.annotations.NullMarked;
