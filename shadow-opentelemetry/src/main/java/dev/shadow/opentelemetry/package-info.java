/**
 * Spans and durations of every operation, for OpenTelemetry. Begin at {@link dev.shadow.opentelemetry.TelemetryInterceptor};
 * without it on the class path, or without an SDK behind it, nothing is done and nothing is spent.
 */
@NullMarked
package dev.shadow.opentelemetry;

import org.jspecify.annotations.NullMarked;
