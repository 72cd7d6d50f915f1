package dev.shadow.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shadow.command.Command;
import dev.shadow.command.CommandOperation;
import dev.shadow.protocol.WireJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObservabilityTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String CANARY = "canary-7d1f";

    private final Logged logged = new Logged();

    @TempDir
    private Path directory;

    private @Nullable Sidecar sidecar;

    @AfterEach
    void stop() {
        if (sidecar != null) {
            sidecar.close();
        }
    }

    private Caller start(SidecarOptions options, String... headers) throws IOException {
        Sidecar started = Sidecar.start(options, List.of(), logged.records());
        sidecar = started;
        return new Caller(URI.create(started.addresses().get(0)), headers);
    }

    private Caller start() throws IOException {
        return start(SidecarOptions.onLoopback(directory.resolve("state")));
    }

    private static String shell(String line) {
        return json(new CommandOperation.Run(Command.shell(line)));
    }

    private static String start(String id, String line) {
        return json(new CommandOperation.Start(Command.shell(line).id(id)));
    }

    private static String json(Object value) {
        return new String(WireJson.write(value), StandardCharsets.UTF_8);
    }

    private static String id(HttpResponse<?> answer) {
        return answer.headers().firstValue("Shadow-Request-Id").orElseThrow();
    }

    @Test
    void everyAnswerHasAnIdByWhichTheAccessLogKnowsIt() throws Exception {
        Caller caller = start();
        String handle = "/v1/handles/" + caller.prepare("w").handle();
        HttpResponse<String> stat = caller.send(caller.request(handle + "/file/stat")
                .header("Shadow-Request-Id", "mine-1")
                .header("traceparent", TRACE)
                .POST(BodyPublishers.ofString("{\"path\":\".\"}")));
        assertThat(id(stat)).isEqualTo("mine-1");
        assertThat(logged.access(line -> line.contains("\"mine-1\"")))
                .contains("\"kind\":\"access\"", "\"peer\":\"127.0.0.1\"", "\"method\":\"POST\"", "\"status\":200")
                .contains("\"route\":\"/v1/handles/{handle}/file/stat\"", "\"received\":12", TRACE);
        HttpResponse<String> none = caller.get("/v1/none?path=" + CANARY);
        assertThat(logged.access(line -> line.contains(id(none))))
                .contains("\"route\":\"none\"", "\"status\":404")
                .doesNotContain(CANARY);
        assertThat(id(caller.get("/health/live"))).isNotEmpty();
        assertThat(RawSocket.answer(caller.base(), "GET /v1/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .contains("Shadow-Request-Id: ");
    }

    @Test
    void whatIsNoRequestIsInTheAccessLogToo() throws Exception {
        Caller caller = start();
        String answer = RawSocket.answer(caller.base(), "GARBAGE\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").contains("Shadow-Request-Id: ", "application/problem+json");
        assertThat(logged.access(line -> line.contains("\"status\":400"))).contains("\"route\":\"none\"");
    }

    @Test
    void everyToolCallHasAnAuditRecord() throws Exception {
        Caller caller = start();
        String handle = "/v1/handles/" + caller.prepare("w").handle();
        caller.put(handle + "/file/content?path=a", "12345");
        caller.get(handle + "/file/content?path=a");
        caller.get(handle + "/file/content?path=absent");
        caller.post(handle + "/command/run", shell("printf 123; exit 3"));
        String write = logged.audit(line -> line.contains("\"file.write\""));
        assertThat(write).contains("\"who\":\"127.0.0.1\"", "\"workspace\":\"w\"", "\"outcome\":\"OK\"");
        assertThat(write).containsPattern("\"arguments\":\"[0-9a-f]{32}\"").containsPattern("\"micros\":[0-9]+");
        assertThat(logged.audit(line -> line.contains("\"file.read\"") && line.contains("OK")))
                .contains("\"bytes\":5");
        assertThat(logged.audit(line -> line.contains("\"file.read\"") && line.contains("NOT_FOUND")))
                .doesNotContain("\"bytes\"");
        assertThat(logged.audit(line -> line.contains("\"command.run\"")))
                .contains("\"exit\":\"exited with 3\"", "\"bytes\":3");
    }

    @Test
    void aStartedCommandHasASecondRecordWhenItEnded() throws Exception {
        Caller caller = start();
        String handle = "/v1/handles/" + caller.prepare("w").handle();
        caller.post(handle + "/command/start", start("c-1", "exit 4"));
        assertThat(logged.audit(line -> line.contains("\"command.start\""))).contains("\"command\":\"c-1\"");
        assertThat(logged.audit(line -> line.contains("\"command.exit\"")))
                .contains("\"command\":\"c-1\"", "\"exit\":\"exited with 4\"");
    }

    @Test
    void neitherTheTokenNorAnyContentIsWrittenDown() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), CANARY + "-token");
        Caller caller = start(
                Options.withToken(directory.resolve("state"), token), "Authorization", "Bearer " + CANARY + "-token");
        String handle = "/v1/handles/" + caller.prepare("w").handle();
        new Caller(caller.base(), "Authorization", "Bearer " + CANARY + "-wrong").get("/v1/info");
        caller.put(handle + "/file/content?path=a" + CANARY, CANARY);
        caller.get(handle + "/file/content?path=a" + CANARY);
        caller.get(handle + "/file/content?path=b" + CANARY);
        caller.post(handle + "/command/run", shell("echo " + CANARY + "; echo " + CANARY + " >&2; exit 1"));
        caller.post(handle + "/command/run", "{\"" + CANARY + "\":[");
        caller.send(caller.request(handle + "/git/push")
                .header("Git-Authorization", "Basic " + CANARY)
                .header("Git-Origin", "https://" + CANARY)
                .POST(BodyPublishers.ofString("{\"request\":{}}")));
        caller.send("DELETE", "/v1/calls/" + CANARY, BodyPublishers.noBody());
        logged.access(line -> line.contains("/v1/calls/{key}"));
        assertThat(logged.all()).hasSizeGreaterThan(10).noneMatch(line -> line.contains(CANARY));
        assertThat(caller.get("/metrics").body()).doesNotContain(CANARY);
    }

    @Test
    void aCommandKnowsTheTraceItIsAPartOf() throws Exception {
        Caller caller = start();
        String handle = "/v1/handles/" + caller.prepare("w").handle();
        HttpResponse<String> answer = caller.send(caller.request(handle + "/command/run")
                .header("traceparent", TRACE)
                .POST(BodyPublishers.ofString(shell("test $TRACEPARENT = " + TRACE))));
        assertThat(answer.body()).contains("\"exit\":{\"kind\":\"exited\",\"status\":0}");
    }

    @Test
    void figuresAreThereForPrometheus() throws Exception {
        Caller caller = start();
        String handle = "/v1/handles/" + caller.prepare("w").handle();
        caller.post(handle + "/command/start", start("c-1", "echo 12345; exec cat /dev/zero >/dev/null"));
        caller.get(handle + "/file/content?path=absent");
        String text = await().until(
                        () -> caller.get("/metrics").body(),
                        figures -> figures.contains("status=\"404\"") && !figures.contains("shadow_terminal_bytes 0"));
        assertThat(text.lines())
                .allMatch(line -> line.matches("# (HELP|TYPE) [a-z_]+ .+")
                        || line.matches("[a-z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*\\})? [-+0-9.eE]+"));
        assertThat(text)
                .contains(
                        "shadow_requests_total{method=\"GET\",route=\"/v1/handles/{handle}/file/content\",status=\"404\"} 1")
                .contains("shadow_request_duration_seconds_count{method=\"POST\",route=\"/v1/workspaces/prepare\"} 1")
                .contains("shadow_operations_total{operation=\"file.read\",outcome=\"NOT_FOUND\"} 1")
                .contains("shadow_operation_duration_seconds_bucket{operation=\"file.read\",le=\"+Inf\"} 1")
                .contains("\nshadow_commands_running 1\n", "\nshadow_handles_open 2\n", "\nshadow_streams_open 0\n")
                .contains("\nshadow_heap_used_bytes ", "\nshadow_calls_refused_total 0\n");
    }

    @Test
    void isNotReadyWhenItsBackendCannotServe() throws Exception {
        Path state = directory.resolve("state");
        Caller caller = start(SidecarOptions.onLoopback(state));
        assertThat(caller.get("/health/ready").statusCode()).isEqualTo(200);
        Files.move(state, directory.resolve("away"));
        Files.writeString(state, "in the way");
        HttpResponse<String> answer =
                await().until(() -> caller.get("/health/ready"), response -> response.statusCode() != 200);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(caller.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void moreCallsThanItTakesAreRefusedAndToldWhenToComeBack() throws Exception {
        Caller caller = start(Options.withCalls(directory.resolve("state"), 1));
        String handle = "/v1/handles/" + caller.prepare("w").handle();
        CompletableFuture<HttpResponse<String>> long1 = CompletableFuture.supplyAsync(() -> {
            try {
                return caller.post(handle + "/command/run", shell("touch here; until test -e go; do sleep 0.05; done"));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Path tree = directory.resolve("state/trees/w");
        await().until(() -> Files.exists(tree.resolve("here")));
        HttpResponse<String> refused = caller.post(handle + "/file/stat", "{\"path\":\".\"}");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.body()).contains("\"OVERLOADED\"", "\"retryable\":true");
        Files.createFile(tree.resolve("go"));
        assertThat(long1.get().statusCode()).isEqualTo(200);
        assertThat(caller.get("/metrics").body()).contains("\nshadow_calls_refused_total 1\n");
    }

    /** A download holds a thread, so it counts as a call for as long as its reader takes. */
    @Test
    void downloadsWhoseReadersStallCountAsCalls() throws Exception {
        Caller caller = start(Options.withCalls(directory.resolve("state"), 1));
        String handle = "/v1/handles/" + caller.prepare("w").handle();
        Path big = directory.resolve("state/trees/w/big");
        try (RandomAccessFile file = new RandomAccessFile(big.toFile(), "rw")) {
            file.setLength(1L << 30);
        }
        try (Socket stalled = new Socket(caller.base().getHost(), caller.base().getPort())) {
            String request = "GET " + handle + "/file/download?path=big HTTP/1.1\r\nHost: a\r\n\r\n";
            stalled.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(stalled.getInputStream().read()).isEqualTo('H');
            assertThat(caller.post(handle + "/file/stat", "{\"path\":\".\"}").statusCode())
                    .isEqualTo(503);
            assertThat(caller.get("/health/ready").statusCode()).isEqualTo(200);
        }
        await().until(() ->
                caller.post(handle + "/file/stat", "{\"path\":\".\"}").statusCode() == 200);
    }

    @Test
    void workspacesArePutWhereItIsTold() throws Exception {
        Path workspaces = directory.resolve("work");
        Caller caller = start(Options.withWorkspaces(directory.resolve("state"), workspaces));
        String handle = "/v1/handles/" + caller.prepare("w").handle();
        caller.put(handle + "/file/content?path=a", "1");
        assertThat(workspaces.resolve("w/a")).content().isEqualTo("1");
        assertThat(directory.resolve("state/trees")).doesNotExist();
    }
}
