package dev.shadow.remote;

import dev.shadow.Bytes;
import dev.shadow.protocol.MediaTypes;
import dev.shadow.protocol.WireJson;
import dev.shadow.spi.CallContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A request to the sidecar, before it is known how often it is sent. Immutable.
 *
 * @param method of HTTP
 * @param path beneath the sidecar's address, or beneath a handle
 * @param query names and values in turn
 * @param headers names and values in turn
 * @param body what is sent; absent for methods without
 * @param bodyType its media type
 * @param key names the call when it changes something, and is the same however often it is sent
 * @param context deadline and ids
 */
record WireCall(
        String method,
        String path,
        List<String> query,
        List<String> headers,
        Optional<Bytes> body,
        String bodyType,
        Optional<String> key,
        CallContext context) {
    WireCall {
        query = List.copyOf(query);
        headers = List.copyOf(headers);
    }

    static WireCall of(String method, String path, CallContext context) {
        return new WireCall(
                method, path, List.of(), List.of(), Optional.empty(), MediaTypes.BYTES, Optional.empty(), context);
    }

    WireCall path(String newPath) {
        return new WireCall(method, newPath, query, headers, body, bodyType, key, context);
    }

    WireCall query(String name, Object value) {
        return new WireCall(method, path, with(query, name, value), headers, body, bodyType, key, context);
    }

    WireCall header(String name, Object value) {
        return new WireCall(method, path, query, with(headers, name, value), body, bodyType, key, context);
    }

    WireCall json(Object value) {
        return new WireCall(
                method,
                path,
                query,
                headers,
                Optional.of(Bytes.wrap(WireJson.write(value))),
                MediaTypes.JSON,
                key,
                context);
    }

    WireCall bytes(Bytes content) {
        return new WireCall(method, path, query, headers, Optional.of(content), MediaTypes.BYTES, key, context);
    }

    /** It changes something: a key lets it be sent again. */
    WireCall keyed() {
        return new WireCall(
                method,
                path,
                query,
                headers,
                body,
                bodyType,
                Optional.of(UUID.randomUUID().toString()),
                context);
    }

    /** Whether it may change something, so that sending it again needs a key. */
    boolean changes() {
        return key.isPresent();
    }

    /** Whether it is a part of something, which says where it belongs and so may be sent again without a key. */
    boolean isPart() {
        return method.equals("PATCH");
    }

    private static List<String> with(List<String> pairs, String name, Object value) {
        List<String> more = new ArrayList<>(pairs);
        more.add(name);
        more.add(String.valueOf(value));
        return more;
    }
}
