package dev.shadow.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TracedRemoteTest {
    @RegisterExtension
    static final OpenTelemetryExtension HOST = OpenTelemetryExtension.create();

    @RegisterExtension
    static final OpenTelemetryExtension SIDECAR = OpenTelemetryExtension.create();

    @TempDir
    private Path directory;

    private static SpanData span(OpenTelemetryExtension from, String name) {
        return await().until(
                        () -> from.getSpans().stream()
                                .filter(span -> span.getName().equals(name))
                                .toList(),
                        spans -> spans.size() == 1)
                .get(0);
    }

    @Test
    void hostSidecarAndCommandAreOneTrace() throws Exception {
        String seenByCommand = TracedRemote.run(HOST.getOpenTelemetry(), SIDECAR.getOpenTelemetry(), directory);
        SpanData task = span(HOST, "task");
        SpanData atHost = span(HOST, "command.run");
        SpanData atSidecar = span(SIDECAR, "command.run");
        assertThat(atHost.getParentSpanId()).isEqualTo(task.getSpanId());
        assertThat(atSidecar.getParentSpanId()).isEqualTo(atHost.getSpanId());
        assertThat(atSidecar.getTraceId()).isEqualTo(task.getTraceId());
        assertThat(seenByCommand).startsWith("00-" + task.getTraceId() + "-" + atSidecar.getSpanId() + "-");
    }

    @Test
    void withoutAnSdkThereIsNoTrace() throws Exception {
        assertThat(TracedRemote.run(OpenTelemetry.noop(), OpenTelemetry.noop(), directory))
                .isEmpty();
    }
}
