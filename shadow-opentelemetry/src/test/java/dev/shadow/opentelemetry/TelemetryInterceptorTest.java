package dev.shadow.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shadow.Capabilities;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.file.FileOperation;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.Interceptor;
import dev.shadow.spi.Interceptors;
import dev.shadow.spi.Operation;
import dev.shadow.spi.WorkspaceBackend;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TelemetryInterceptorTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

    @RegisterExtension
    private static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private final RecordingBackend backend = new RecordingBackend();

    /** Refuses everything and remembers what came along. */
    private static final class RecordingBackend implements WorkspaceBackend {
        private final List<CallContext> calls = new ArrayList<>();

        @Override
        public <R> R execute(Operation<R> operation, CallContext call) {
            calls.add(call);
            throw new ShadowException(ErrorCode.NOT_FOUND, "secret text of a failure");
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.of(Set.of());
        }

        @Override
        public void close() {}
    }

    private CallContext execute(OpenTelemetry telemetry, Optional<String> traceParent) {
        CallContext call = new CallContext("w", Deadline.after(Duration.ofSeconds(5)), "r-1", traceParent);
        Interceptors chain = Interceptors.of(List.of(TelemetryInterceptor.of(telemetry)));
        assertThatThrownBy(() -> chain.execute(new FileOperation.Stat("secret-path"), call, backend))
                .isInstanceOf(ShadowException.class);
        return backend.calls.get(backend.calls.size() - 1);
    }

    @Test
    void aSpanTellsTheOperationAndItsOutcomeAndNoArguments() {
        execute(TELEMETRY.getOpenTelemetry(), Optional.empty());
        SpanData span = TELEMETRY.getSpans().get(0);
        assertThat(span.getName()).isEqualTo("file.stat");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getAttributes().get(TelemetryInterceptor.OUTCOME)).isEqualTo("NOT_FOUND");
        assertThat(span.getAttributes().get(TelemetryInterceptor.WORKSPACE)).isEqualTo("w");
        assertThat(span.getAttributes().get(TelemetryInterceptor.REQUEST_ID)).isEqualTo("r-1");
        assertThat(span.toString()).doesNotContain("secret");
        assertThat(TELEMETRY.getMetrics()).anyMatch(metric -> metric.getName().equals("shadow.operation.duration"));
    }

    @Test
    void theRestOfTheChainIsWithinTheSpan() {
        CallContext seen = execute(TELEMETRY.getOpenTelemetry(), Optional.empty());
        SpanData span = TELEMETRY.getSpans().get(0);
        assertThat(seen.traceParent().orElseThrow())
                .startsWith("00-" + span.getTraceId() + "-" + span.getSpanId() + "-0");
    }

    @Test
    void aTraceThatTheCallerNamedIsGoneOnWith() {
        execute(TELEMETRY.getOpenTelemetry(), Optional.of(PARENT));
        SpanData span = TELEMETRY.getSpans().get(0);
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
    }

    @Test
    void theSpanOfTheCallingThreadComesFirst() {
        Span outer = TELEMETRY
                .getOpenTelemetry()
                .getTracer("test")
                .spanBuilder("outer")
                .startSpan();
        Scope scope = outer.makeCurrent();
        try {
            execute(TELEMETRY.getOpenTelemetry(), Optional.of(PARENT));
        } finally {
            scope.close();
        }
        assertThat(TELEMETRY.getSpans().get(0).getParentSpanId())
                .isEqualTo(outer.getSpanContext().getSpanId());
    }

    @Test
    void withoutAnSdkTheTraceGoesOnAsItCame() {
        assertThat(execute(OpenTelemetry.noop(), Optional.of(PARENT)).traceParent())
                .hasValue(PARENT);
        assertThat(execute(OpenTelemetry.noop(), Optional.empty()).traceParent())
                .isEmpty();
        assertThat(execute(OpenTelemetry.noop(), Optional.of("no trace")).traceParent())
                .hasValue("no trace");
        assertThat(TELEMETRY.getSpans()).isEmpty();
    }

    @Test
    void aSidecarFindsIt() {
        assertThat(ServiceLoader.load(Interceptor.class)).hasAtLeastOneElementOfType(TelemetryInterceptor.class);
    }
}
