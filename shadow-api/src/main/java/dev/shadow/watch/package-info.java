/**
 * Values of {@link dev.shadow.Workspace#watch}, its entry point, and the operations behind it.
 */
@NullMarked
package dev.shadow.watch;

import org.jspecify.annotations.NullMarked;
