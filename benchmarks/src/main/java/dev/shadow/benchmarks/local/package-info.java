/** Shadow on this machine against bare JDK calls. The entry point is {@link dev.shadow.benchmarks.local.LocalSuite}. */
@NullMarked
package dev.shadow.benchmarks.local;

import org.jspecify.annotations.NullMarked;
