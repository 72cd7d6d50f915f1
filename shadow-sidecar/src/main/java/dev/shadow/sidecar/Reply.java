package dev.shadow.sidecar;

import dev.shadow.Bytes;
import dev.shadow.ShadowException;
import dev.shadow.protocol.MediaTypes;
import dev.shadow.protocol.Problem;
import dev.shadow.protocol.WireJson;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A whole answer. Thread-safe. */
record Reply(int status, String mediaType, Bytes body, Map<String, String> headers) {
    Reply {
        headers = Map.copyOf(headers);
    }

    static Reply json(Object value) {
        return new Reply(200, MediaTypes.JSON, Bytes.wrap(WireJson.write(value)), Map.of());
    }

    static Reply json(Object value, Type type) {
        return new Reply(200, MediaTypes.JSON, Bytes.wrap(WireJson.write(value, type)), Map.of());
    }

    static Reply bytes(Bytes body) {
        return new Reply(200, MediaTypes.BYTES, body, Map.of());
    }

    static Reply text(int status, String text) {
        return new Reply(status, "text/plain; charset=utf-8", Bytes.utf8(text), Map.of());
    }

    /** The exposition format of Prometheus. */
    static Reply metrics(String text) {
        return new Reply(200, "text/plain; version=0.0.4; charset=utf-8", Bytes.utf8(text), Map.of());
    }

    static Reply nothing() {
        return new Reply(204, MediaTypes.BYTES, Bytes.EMPTY, Map.of());
    }

    static Reply problem(ShadowException failure, String requestId) {
        Problem problem = Problem.of(failure, Optional.of(requestId));
        Map<String, String> headers = problem.status() == 503 ? Map.of("Retry-After", "1") : Map.of();
        return new Reply(problem.status(), MediaTypes.PROBLEM, Bytes.wrap(WireJson.write(problem)), headers);
    }

    Reply with(String header, Object value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, String.valueOf(value));
        return new Reply(status, mediaType, body, more);
    }
}
