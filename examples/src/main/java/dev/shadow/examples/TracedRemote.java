package dev.shadow.examples;

import dev.shadow.Shadow;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.command.Command;
import dev.shadow.opentelemetry.TelemetryInterceptor;
import dev.shadow.remote.RemoteBackendProvider;
import dev.shadow.sidecar.Sidecar;
import dev.shadow.sidecar.SidecarOptions;
import dev.shadow.spi.Interceptor;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One trace over a host, a sidecar and a command. In life the sidecar is elsewhere and has a telemetry of its own. */
final class TracedRemote {
    private TracedRemote() {}

    /**
     * Runs a command for a task of the host.
     *
     * @return what the command found in its {@code TRACEPARENT}
     */
    static String run(OpenTelemetry ofHost, OpenTelemetry ofSidecar, Path state) throws IOException {
        List<Interceptor> atSidecar = List.of(TelemetryInterceptor.of(ofSidecar));
        try (Sidecar sidecar = Sidecar.start(SidecarOptions.onLoopback(state), atSidecar);
                Shadow shadow = Shadow.builder()
                        .mode("remote")
                        .set(RemoteBackendProvider.URL, sidecar.addresses().get(0))
                        .intercept(TelemetryInterceptor.of(ofHost))
                        .open();
                Workspace workspace = shadow.workspaces().prepare(WorkspaceSpec.forTask("traced"))) {
            Span task = ofHost.getTracer("examples").spanBuilder("task").startSpan();
            Scope scope = task.makeCurrent();
            try {
                Command tell = Command.shell("printf %s \"$TRACEPARENT\"");
                return workspace.tools().run(tell).stdout().text();
            } finally {
                scope.close();
                task.end();
            }
        }
    }
}
