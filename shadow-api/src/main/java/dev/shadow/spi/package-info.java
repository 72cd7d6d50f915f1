/**
 * What a backend or an interceptor implements. A backend starts at {@link dev.shadow.spi.BackendProvider}, an interceptor at
 * {@link dev.shadow.spi.Interceptor}.
 */
@NullMarked
package dev.shadow.spi;

import org.jspecify.annotations.NullMarked;
