/** The contract suite that every backend passes. Its entry point is {@link dev.shadow.tck.BackendContract}. */
@NullMarked
package dev.shadow.tck;

import org.jspecify.annotations.NullMarked;
