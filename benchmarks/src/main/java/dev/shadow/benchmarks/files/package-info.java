/** Files in local mode against the same by hand; {@link dev.shadow.benchmarks.files.FilesSuite} is the entry point. */
@NullMarked
package dev.shadow.benchmarks.files;

import org.jspecify.annotations.NullMarked;
