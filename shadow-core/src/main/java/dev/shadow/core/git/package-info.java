/** Git through JGit's plumbing over a file store. The entry point is {@link dev.shadow.core.git.GitEngine}. */
@NullMarked
package dev.shadow.core.git;

import org.jspecify.annotations.NullMarked;
