package dev.shadow.sidecar;

import dev.shadow.protocol.MediaTypes;
import dev.shadow.protocol.Problem;
import dev.shadow.protocol.WireJson;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty itself refuses, such as malformed requests, in the form of all other failures. Thread-safe. */
final class Problems implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = Math.max(400, response.getStatus());
        String code = status == 413 ? "TOO_LARGE" : status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
        Problem problem = new Problem(status, code, HttpStatus.getMessage(status), false, Map.of(), Optional.empty());
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, MediaTypes.PROBLEM);
        response.write(true, ByteBuffer.wrap(WireJson.write(problem)), callback);
        return true;
    }
}
