/**
 * Shadow gives a coding agent its workspace. The entry point is {@link dev.shadow.Shadow}.
 *
 * <p>Requests are immutable values with fluent copies: {@code Command.of("ls").timeout(ofSeconds(5))} makes two values.
 * Factories never take {@code null} or {@code Optional}; accessors never return {@code null}. The canonical constructors
 * of records are for codecs.
 */
@NullMarked
package dev.shadow;

import org.jspecify.annotations.NullMarked;
