package dev.shadow.sidecar;

import dev.shadow.protocol.Headers;
import dev.shadow.protocol.MediaTypes;
import dev.shadow.protocol.Problem;
import dev.shadow.protocol.WireJson;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty itself refuses, such as malformed requests, in the form of all other failures. Thread-safe. */
final class Problems implements Request.Handler {
    private final String boot;

    Problems(String boot) {
        this.boot = boot;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = status(response.getStatus());
        String requestId = UUID.randomUUID().toString();
        boolean stopping = status == HttpStatus.SERVICE_UNAVAILABLE_503;
        Problem problem = new Problem(
                status, code(status), HttpStatus.getMessage(status), stopping, Map.of(), Optional.of(requestId));
        response.setStatus(status);
        response.getHeaders().put(Headers.BOOT, boot);
        response.getHeaders().put(Headers.REQUEST_ID, requestId);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, MediaTypes.PROBLEM);
        if (stopping) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
        }
        response.write(true, ByteBuffer.wrap(WireJson.write(problem)), callback);
        return true;
    }

    /** A version that is none of HTTP's is a malformed request like any other. */
    private static int status(int given) {
        return given == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 ? HttpStatus.BAD_REQUEST_400 : Math.max(400, given);
    }

    private static String code(int status) {
        return switch (status) {
            case HttpStatus.PAYLOAD_TOO_LARGE_413 -> "TOO_LARGE";
            case HttpStatus.SERVICE_UNAVAILABLE_503 -> "OVERLOADED";
            default -> status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
        };
    }
}
