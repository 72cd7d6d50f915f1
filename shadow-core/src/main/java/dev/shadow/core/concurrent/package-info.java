/** Threads, timers and publishers of the engines. The entry point is {@link dev.shadow.core.concurrent.Threads}. */
@NullMarked
package dev.shadow.core.concurrent;

import org.jspecify.annotations.NullMarked;
