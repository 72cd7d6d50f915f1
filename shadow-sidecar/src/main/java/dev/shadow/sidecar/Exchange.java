package dev.shadow.sidecar;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.protocol.Headers;
import dev.shadow.protocol.Routes;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** A request and the way to answer it once. Used by one thread at a time. */
final class Exchange {
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Pattern TRACE_PARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,128}");

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Metrics metrics;
    private final String requestId;
    private @Nullable Fields query;

    Exchange(Request request, Response response, Callback callback, Metrics metrics) {
        this.metrics = metrics;
        this.request = request;
        this.response = response;
        this.callback = callback;
        String given = request.getHeaders().get(Headers.REQUEST_ID);
        this.requestId = given != null && TOKEN.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }

    String method() {
        return request.getMethod();
    }

    /** As it was sent, nothing decoded. */
    String path() {
        return String.valueOf(request.getHttpURI().getPath());
    }

    /** What is asked for, beneath which handle ever: a handle changes when the workspace is opened again. */
    String routeAndQuery() {
        String target = path();
        if (target.startsWith(Routes.HANDLES + "/")) {
            int route = target.indexOf('/', Routes.HANDLES.length() + 1);
            target = route < 0 ? "" : target.substring(route);
        }
        return target + "?" + request.getHttpURI().getQuery();
    }

    String requestId() {
        return requestId;
    }

    String peer() {
        return AccessLog.peer(request);
    }

    Request request() {
        return request;
    }

    Response response() {
        return response;
    }

    Metrics metrics() {
        return metrics;
    }

    Callback callback() {
        return callback;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    Optional<String> query(String name) {
        Fields fields = query;
        if (fields == null) {
            fields = parseQuery();
            query = fields;
        }
        return Optional.ofNullable(fields.getValue(name));
    }

    private Fields parseQuery() {
        try {
            return Request.extractQueryParameters(request);
        } catch (RuntimeException e) {
            throw invalid("the query is not percent-encoded UTF-8");
        }
    }

    String required(String name) {
        return query(name).orElseThrow(() -> invalid("the query lacks '" + name + "'"));
    }

    Optional<Long> number(String name) {
        return query(name).map(text -> number("'" + name + "' of the query", text));
    }

    /** A number that is an int where it is used: what is beyond is as good as the last one. */
    Optional<Integer> smallNumber(String name) {
        return number(name).map(value -> (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value)));
    }

    static long number(String what, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw invalid(what + " must be a whole number, and is '" + text + "'");
        }
    }

    static ShadowException invalid(String message) {
        return new ShadowException(ErrorCode.INVALID_ARGUMENT, message);
    }

    /** What a call of this request goes with. */
    CallContext context(String workspaceId, Duration otherwise) {
        Duration timeout = header(Headers.TIMEOUT)
                .map(text -> Duration.ofMillis(Math.max(1, number(Headers.TIMEOUT, text))))
                .orElse(otherwise);
        return new CallContext(
                workspaceId,
                Deadline.after(timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout),
                requestId,
                traceParent(request));
    }

    /** As the W3C Trace Context recommendation has it; another one is passed over, as that says. */
    static Optional<String> traceParent(Request request) {
        return Optional.ofNullable(request.getHeaders().get(Headers.TRACE_PARENT))
                .filter(text -> TRACE_PARENT.matcher(text).matches());
    }

    InputStream body() {
        return Content.Source.asInputStream(request);
    }

    Bytes wholeBody() throws IOException {
        try (InputStream body = body()) {
            return Bytes.wrap(body.readAllBytes());
        }
    }

    void reply(Reply reply) {
        response.setStatus(reply.status());
        response.getHeaders().put(Headers.REQUEST_ID, requestId);
        reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        if (reply.status() != 204) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.mediaType());
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().size());
        }
        response.write(true, reply.body().asByteBuffer(), callback);
    }

    /** What the access log calls the place that was asked for. */
    void route(String route) {
        request.setAttribute(AccessLog.ROUTE, route);
    }

    /** Answers with a failure, or cuts the connection when an answer has begun: half of one must not look whole. */
    void fail(ShadowException failure) {
        if (response.isCommitted()) {
            callback.failed(failure);
        } else {
            reply(Reply.problem(failure, requestId));
            if (failure.code().equals(ErrorCode.OVERLOADED)) {
                metrics.overloaded();
            }
        }
    }
}
