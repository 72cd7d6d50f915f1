package dev.shadow.opentelemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans as values of the header {@code traceparent}, and back (W3C Trace Context, 3.2). */
final class TraceParents {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    private TraceParents() {}

    static String of(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
    }

    /** The current span where there is one, else the one that a call came with. */
    static Context parent(Context current, Optional<String> traceParent) {
        if (Span.fromContext(current).getSpanContext().isValid() || traceParent.isEmpty()) {
            return current;
        }
        Matcher parts = FORM.matcher(traceParent.get());
        return parts.matches() ? current.with(Span.wrap(remote(parts))) : current;
    }

    private static SpanContext remote(Matcher parts) {
        return SpanContext.createFromRemoteParent(
                parts.group(1), parts.group(2), TraceFlags.fromHex(parts.group(3), 0), TraceState.getDefault());
    }
}
