/**
 * Values of {@link dev.shadow.GitManager}, its entry point, and the operations behind it.
 */
@NullMarked
package dev.shadow.git;

import org.jspecify.annotations.NullMarked;
