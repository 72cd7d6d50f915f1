/** Git in local mode against the git program. The entry point is {@link dev.shadow.benchmarks.git.GitSuite}. */
@NullMarked
package dev.shadow.benchmarks.git;

import org.jspecify.annotations.NullMarked;
