/**
 * The terminal of a workspace: a ring of chunks, its readers, and its log on disk. The entry point is
 * {@link dev.shadow.core.terminal.TerminalEngine}.
 */
@NullMarked
package dev.shadow.core.terminal;

import org.jspecify.annotations.NullMarked;
