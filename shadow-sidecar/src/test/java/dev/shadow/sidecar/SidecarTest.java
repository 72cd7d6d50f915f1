package dev.shadow.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.protocol.HandleInfo;
import dev.shadow.protocol.Problem;
import dev.shadow.protocol.SidecarInfo;
import dev.shadow.protocol.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SidecarTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private @Nullable Sidecar sidecar;

    @AfterEach
    void stop() {
        if (sidecar != null) {
            sidecar.close();
        }
    }

    private URI start(SidecarOptions options) throws IOException {
        Sidecar started = Sidecar.start(options);
        sidecar = started;
        return URI.create(started.addresses().get(0));
    }

    private URI start() throws IOException {
        return start(SidecarOptions.onLoopback(directory));
    }

    private SidecarOptions withToken(Path file) {
        SidecarOptions open = SidecarOptions.onLoopback(directory);
        return new SidecarOptions(
                open.backend(),
                open.workspaces(),
                open.state(),
                open.host(),
                open.port(),
                open.unixSocket(),
                Optional.of(file),
                open.tls(),
                open.requestBytes(),
                open.concurrentCalls(),
                open.handleLease(),
                open.shutdownGrace());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(URI base, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private static Problem problem(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        Problem problem = WireJson.read(response.body().getBytes(StandardCharsets.UTF_8), Problem.class);
        assertThat(problem.status()).isEqualTo(response.statusCode());
        return problem;
    }

    private HandleInfo prepare(URI base) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(base.resolve("/v1/workspaces/prepare"))
                .header("Idempotency-Key", "prepare")
                .POST(BodyPublishers.ofString("{\"id\":\"w\",\"taskId\":\"w\",\"onLastClose\":\"END_COMMANDS\"}")));
        HttpResponse<String> opened = send(HttpRequest.newBuilder(base.resolve("/v1/workspaces/open"))
                .POST(BodyPublishers.ofString("{\"id\":\"w\"}")));
        return WireJson.read(opened.body().getBytes(StandardCharsets.UTF_8), HandleInfo.class);
    }

    @Test
    void tellsWhatItIs() throws Exception {
        URI base = start();
        assertThat(get(base, "/health/live").statusCode()).isEqualTo(200);
        assertThat(get(base, "/health/ready").statusCode()).isEqualTo(200);
        SidecarInfo info =
                WireJson.read(get(base, "/v1/info").body().getBytes(StandardCharsets.UTF_8), SidecarInfo.class);
        assertThat(info.protocol()).isEqualTo(SidecarInfo.PROTOCOL);
        assertThat(info.instance()).isNotEmpty().isNotEqualTo(info.boot());
    }

    @Test
    void isTheSameInstanceAfterARestartButAnotherBoot() throws Exception {
        byte[] first = get(start(), "/v1/info").body().getBytes(StandardCharsets.UTF_8);
        stop();
        byte[] second = get(start(), "/v1/info").body().getBytes(StandardCharsets.UTF_8);
        SidecarInfo before = WireJson.read(first, SidecarInfo.class);
        SidecarInfo after = WireJson.read(second, SidecarInfo.class);
        assertThat(after.instance()).isEqualTo(before.instance());
        assertThat(after.boot()).isNotEqualTo(before.boot());
    }

    @Test
    void letsNobodyInWithoutTheTokenButHealthChecks() throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "secret-1\n");
        URI base = start(withToken(file));
        assertThat(get(base, "/health/live").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = get(base, "/v1/info");
        assertThat(problem(refused).code()).isEqualTo("UNAUTHENTICATED");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(get(base, "/v1/info", "Authorization", "Bearer wrong").statusCode())
                .isEqualTo(401);
        assertThat(get(base, "/v1/info", "Authorization", "Basic secret-1").statusCode())
                .isEqualTo(401);
        assertThat(get(base, "/v1/info", "Authorization", "Bearer secret-1").statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesAnotherTokenWithoutARestart() throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "secret-1");
        URI base = start(withToken(file));
        assertThat(get(base, "/v1/info", "Authorization", "Bearer secret-1").statusCode())
                .isEqualTo(200);
        Files.writeString(file, "secret-2");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(get(base, "/v1/info", "Authorization", "Bearer secret-1").statusCode())
                .isEqualTo(401);
        assertThat(get(base, "/v1/info", "Authorization", "Bearer secret-2").statusCode())
                .isEqualTo(200);
    }

    @Test
    void doesNotListenToStrangersWithoutAToken() {
        SidecarOptions open = SidecarOptions.onLoopback(directory);
        SidecarOptions toAll = new SidecarOptions(
                open.backend(),
                open.workspaces(),
                open.state(),
                "0.0.0.0",
                open.port(),
                open.unixSocket(),
                open.tokenFile(),
                open.tls(),
                open.requestBytes(),
                open.concurrentCalls(),
                open.handleLease(),
                open.shutdownGrace());
        ShadowException refusal = catchThrowableOfType(ShadowException.class, () -> start(toAll));
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(refusal.message()).contains("token");
    }

    @Test
    void tellsPathsAndMethodsThatItDoesNotHave() throws Exception {
        URI base = start();
        assertThat(problem(get(base, "/v1/nothing")).status()).isEqualTo(404);
        HttpResponse<String> wrong =
                send(HttpRequest.newBuilder(base.resolve("/v1/info")).POST(BodyPublishers.noBody()));
        assertThat(problem(wrong).status()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).hasValue("GET");
        assertThat(problem(get(base, "/v1/handles/none")).code()).isEqualTo("HANDLE_NOT_FOUND");
    }

    @Test
    void refusesWhatIsNoCall() throws Exception {
        URI base = start();
        String handle = "/v1/handles/" + prepare(base).handle();
        HttpResponse<String> broken =
                send(HttpRequest.newBuilder(base.resolve(handle + "/file/stat")).POST(BodyPublishers.ofString("{")));
        assertThat(problem(broken).code()).isEqualTo("INVALID_ARGUMENT");
        HttpResponse<String> deep = send(HttpRequest.newBuilder(base.resolve(handle + "/file/stat"))
                .POST(BodyPublishers.ofString("[".repeat(100_000))));
        assertThat(problem(deep).code()).isEqualTo("INVALID_ARGUMENT");
        assertThat(problem(get(base, handle + "/file/content")).detail()).contains("path");
        assertThat(problem(get(base, handle + "/file/content?path=a&maxBytes=x"))
                        .code())
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(problem(get(base, handle + "/file/content?path=../etc/passwd"))
                        .code())
                .isEqualTo("PATH_ESCAPES");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        URI base = start();
        String handle = "/v1/handles/" + prepare(base).handle();
        HttpResponse<String> refused = send(HttpRequest.newBuilder(base.resolve(handle + "/file/content?path=a"))
                .PUT(BodyPublishers.ofByteArray(new byte[(16 << 20) + 1])));
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(get(base, handle + "/file/content?path=a").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET  /v1/info HTTP/1.1\r\n\r\n",
                "GET /v1/info HTTP/1.1\r\n\r\n",
                "GET /v1/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /v1/workspaces/open HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /v1/workspaces/open HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                "POST /v1/workspaces/open HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}"
            })
    void malformedRequestsAreRefused(String request) throws Exception {
        URI base = start();
        assertThat(answer(base, request)).startsWith("HTTP/1.1 4");
    }

    @Test
    void hugeHeadersAreRefused() throws Exception {
        String request = "GET /v1/info HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(100_000) + "\r\n\r\n";
        assertThat(answer(start(), request)).startsWith("HTTP/1.1 431");
    }

    private static String answer(URI base, String request) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream answer = socket.getInputStream();
            return new String(answer.readNBytes(12), StandardCharsets.ISO_8859_1);
        }
    }
}
