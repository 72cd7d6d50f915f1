/** Commands over a process store: registry, output logs, timeouts. The entry point is {@link dev.shadow.core.command.CommandEngine}. */
@NullMarked
package dev.shadow.core.command;

import org.jspecify.annotations.NullMarked;
