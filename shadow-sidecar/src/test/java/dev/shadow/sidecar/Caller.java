package dev.shadow.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.protocol.HandleInfo;
import dev.shadow.protocol.WireJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A plain HTTP client of a sidecar. */
final class Caller {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String[] headers;

    Caller(URI base, String... headers) {
        this.base = base;
        this.headers = headers.clone();
    }

    URI base() {
        return base;
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    /** With a time for the whole answer; that of a request counts to its head only. Empty when it is over. */
    Optional<HttpResponse<String>> send(HttpRequest.Builder request, Duration longest)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request.build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
        try {
            return Optional.of(answer.get(longest.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> send(String method, String path, BodyPublisher body) throws IOException, InterruptedException {
        return send(request(path).method(method, body));
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, BodyPublishers.ofString(json));
    }

    HttpResponse<String> put(String path, String content) throws IOException, InterruptedException {
        return send("PUT", path, BodyPublishers.ofString(content));
    }

    HandleInfo prepare(String id) throws IOException, InterruptedException {
        String spec = "{\"id\":\"" + id + "\",\"taskId\":\"" + id + "\",\"onLastClose\":\"END_COMMANDS\"}";
        HttpResponse<String> prepared = send(request("/v1/workspaces/prepare")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(spec)));
        assertThat(prepared.body()).contains("\"handle\"");
        return open(id);
    }

    HandleInfo open(String id) throws IOException, InterruptedException {
        HttpResponse<String> opened = post("/v1/workspaces/open", "{\"id\":\"" + id + "\"}");
        return WireJson.read(opened.body().getBytes(StandardCharsets.UTF_8), HandleInfo.class);
    }
}
