/**
 * A shell that goes on between calls. The entry point is {@link dev.shadow.shell.ShellSession}.
 */
@NullMarked
package dev.shadow.shell;

import org.jspecify.annotations.NullMarked;
