package dev.shadow.sidecar;

import dev.shadow.protocol.Headers;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/**
 * One record for each request, those that are no HTTP included. It has the route and not the path and query, which hold names
 * that users chose.
 *
 * <p>Thread-safe.
 */
final class AccessLog implements RequestLog {
    /** The attribute with the route of a request. */
    static final String ROUTE = "dev.shadow.route";

    static final String NO_ROUTE = "none";

    private final Records records;
    private final Metrics metrics;

    AccessLog(Records records, Metrics metrics) {
        this.records = records;
        this.metrics = metrics;
    }

    private record Entry(
            Instant time,
            String kind,
            String requestId,
            Optional<String> traceParent,
            String peer,
            String method,
            String route,
            int status,
            long micros,
            long received,
            long sent) {}

    @Override
    public void log(Request request, Response response) {
        Object known = request.getAttribute(ROUTE);
        String route = known == null ? NO_ROUTE : known.toString();
        long nanos = Math.max(0, System.nanoTime() - request.getBeginNanoTime());
        String method = known == null ? "-" : request.getMethod();
        metrics.answered(method, route, response.getStatus(), nanos);
        records.access(new Entry(
                Instant.now(),
                "access",
                Optional.ofNullable(response.getHeaders().get(Headers.REQUEST_ID))
                        .orElse("-"),
                Exchange.traceParent(request),
                peer(request),
                method,
                route,
                response.getStatus(),
                TimeUnit.NANOSECONDS.toMicros(nanos),
                Request.getContentBytesRead(request),
                Response.getContentBytesWritten(response)));
    }

    static String peer(Request request) {
        String address = Request.getRemoteAddr(request);
        return address == null ? "-" : address;
    }
}
