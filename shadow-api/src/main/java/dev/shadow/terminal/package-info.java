/**
 * Values of {@link dev.shadow.TerminalBuffer}, its entry point, and the operations behind it.
 */
@NullMarked
package dev.shadow.terminal;

import org.jspecify.annotations.NullMarked;
