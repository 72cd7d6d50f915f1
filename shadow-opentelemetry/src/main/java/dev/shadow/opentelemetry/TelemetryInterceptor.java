package dev.shadow.opentelemetry;

import dev.shadow.ShadowException;
import dev.shadow.command.CommandOperation;
import dev.shadow.command.CommandResult;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Interceptor;
import dev.shadow.spi.Operation;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Makes a span of each operation and measures how long it took. Installed on a host and in a sidecar, both are parts of one
 * trace, and so is the command, which finds the innermost span in {@code TRACEPARENT}.
 *
 * <p>The parent of a span is the current one of the calling thread, else what {@link dev.shadow.CallOptions#traceParent}
 * named. Neither arguments nor results are among the attributes, but for the exit of a command.
 *
 * <p>Thread-safe.
 */
public final class TelemetryInterceptor implements Interceptor {
    /** The name of the operation, such as {@code file.read}. */
    public static final AttributeKey<String> OPERATION = AttributeKey.stringKey("shadow.operation");

    /** The id of the workspace. */
    public static final AttributeKey<String> WORKSPACE = AttributeKey.stringKey("shadow.workspace");

    /** The id of the call, the same in logs and audit records of a sidecar. */
    public static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("shadow.request_id");

    /** {@code OK}, or the code of the failure. */
    public static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("shadow.outcome");

    /** How a command ended, in words. */
    public static final AttributeKey<String> EXIT = AttributeKey.stringKey("shadow.command.exit");

    private static final String SCOPE = "dev.shadow";

    private final Tracer tracer;
    private final DoubleHistogram durations;

    private TelemetryInterceptor(OpenTelemetry telemetry) {
        tracer = telemetry.getTracer(SCOPE);
        durations = telemetry
                .getMeter(SCOPE)
                .histogramBuilder("shadow.operation.duration")
                .setUnit("s")
                .setDescription("How long operations took")
                .build();
    }

    /** With {@link GlobalOpenTelemetry}, for {@link java.util.ServiceLoader}: a sidecar installs what it finds. */
    public TelemetryInterceptor() {
        this(GlobalOpenTelemetry.get());
    }

    /**
     * An interceptor for {@link dev.shadow.Shadow.Builder#intercept} or a sidecar.
     *
     * @param telemetry where spans and durations go
     * @return to be installed as the outermost, so that the work of the others is within the span
     */
    public static TelemetryInterceptor of(OpenTelemetry telemetry) {
        return new TelemetryInterceptor(telemetry);
    }

    @Override
    public <R> R intercept(Operation<R> operation, Chain next) throws InterruptedException {
        CallContext call = next.context();
        long start = System.nanoTime();
        Span span = tracer.spanBuilder(operation.type().name())
                .setParent(TraceParents.parent(Context.current(), call.traceParent()))
                .setAttribute(OPERATION, operation.type().name())
                .setAttribute(WORKSPACE, call.workspaceId())
                .setAttribute(REQUEST_ID, call.requestId())
                .startSpan();
        String outcome = "INTERNAL";
        Scope scope = span.makeCurrent();
        try {
            R result = next.proceed(operation, within(span, call));
            outcome = "OK";
            describe(span, operation, result);
            return result;
        } catch (ShadowException e) {
            outcome = e.code().name();
            throw e;
        } catch (InterruptedException e) {
            outcome = "INTERRUPTED";
            throw e;
        } finally {
            scope.close();
            end(span, operation, outcome, System.nanoTime() - start);
        }
    }

    private void end(Span span, Operation<?> operation, String outcome, long nanos) {
        span.setAttribute(OUTCOME, outcome);
        if (!outcome.equals("OK")) {
            span.setStatus(StatusCode.ERROR, outcome);
        }
        span.end();
        durations.record(
                nanos / (double) TimeUnit.SECONDS.toNanos(1),
                Attributes.of(OPERATION, operation.type().name(), OUTCOME, outcome));
    }

    /** Without an SDK the trace that the caller named goes on as it came. */
    private static CallContext within(Span span, CallContext call) {
        return span.getSpanContext().isValid()
                ? new CallContext(
                        call.workspaceId(),
                        call.deadline(),
                        call.requestId(),
                        Optional.of(TraceParents.of(span.getSpanContext())))
                : call;
    }

    private static void describe(Span span, Operation<?> operation, Object result) {
        if (operation instanceof CommandOperation.Run && result instanceof CommandResult ended) {
            span.setAttribute(EXIT, ended.exit().describe());
        }
    }
}
