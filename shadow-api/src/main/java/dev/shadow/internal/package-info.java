/**
 * The user interfaces implemented once over the SPI, entered through {@link dev.shadow.internal.Opening}. Not exported.
 */
@NullMarked
package dev.shadow.internal;

import org.jspecify.annotations.NullMarked;
