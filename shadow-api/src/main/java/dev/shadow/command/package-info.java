/**
 * Values of {@link dev.shadow.CommandTools}, its entry point, and the operations behind it.
 */
@NullMarked
package dev.shadow.command;

import org.jspecify.annotations.NullMarked;
