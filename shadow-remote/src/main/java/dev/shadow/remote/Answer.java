package dev.shadow.remote;

import dev.shadow.Bytes;
import dev.shadow.protocol.WireJson;
import java.lang.reflect.Type;
import java.util.Optional;
import okhttp3.Headers;

/** A whole answer with a status of 200 to 299. Thread-safe. */
record Answer(int status, Headers headers, Bytes body) {
    <R> R json(Class<R> type) {
        return type.cast(json((Type) type));
    }

    Object json(Type type) {
        return WireJson.read(body.toByteArray(), type);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    long number(String name, long otherwise) {
        return header(name).map(Long::parseLong).orElse(otherwise);
    }
}
