/**
 * Whether a command may run. The entry point is {@link dev.shadow.policy.CommandPolicy}, and
 * {@link dev.shadow.policy.WordPolicy} one that is ready to be used.
 */
@NullMarked
package dev.shadow.policy;

import org.jspecify.annotations.NullMarked;
