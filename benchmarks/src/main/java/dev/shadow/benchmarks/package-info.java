/**
 * Measures Shadow against peers and floors, side by side. The entry point is {@link dev.shadow.benchmarks.Main}; a
 * {@link dev.shadow.benchmarks.Suite} is what {@code benchmarks/run} knows by name.
 */
@NullMarked
package dev.shadow.benchmarks;

import org.jspecify.annotations.NullMarked;
