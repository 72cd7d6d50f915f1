/** Commands against the processes of the JDK. The entry point is {@link dev.shadow.benchmarks.commands.CommandsSuite}. */
@NullMarked
package dev.shadow.benchmarks.commands;

import org.jspecify.annotations.NullMarked;
