/** Programs that show Shadow at work. The entry point is {@link dev.shadow.examples.CodingAgent}. */
@NullMarked
package dev.shadow.examples;

import org.jspecify.annotations.NullMarked;
