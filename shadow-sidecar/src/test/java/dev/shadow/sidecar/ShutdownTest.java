package dev.shadow.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shadow.command.Command;
import dev.shadow.command.CommandOperation;
import dev.shadow.protocol.WireJson;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShutdownTest {
    @TempDir
    private Path directory;

    private static String run(String line) {
        return new String(WireJson.write(new CommandOperation.Run(Command.shell(line))), StandardCharsets.UTF_8);
    }

    private static CompletableFuture<HttpResponse<String>> async(Caller caller, String path, String body) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return body.isEmpty() ? caller.get(path) : caller.post(path, body);
            } catch (java.io.IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Sidecar start(Duration grace) throws Exception {
        return Sidecar.start(new SidecarOptions(
                "local",
                Optional.empty(),
                Optional.of(directory),
                "127.0.0.1",
                Optional.of(0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                16 << 20,
                256,
                Duration.ofMinutes(10),
                grace));
    }

    @Test
    void aCallUnderWayIsAnsweredBeforeItStops() throws Exception {
        Sidecar sidecar = start(Duration.ofSeconds(30));
        Caller caller = new Caller(URI.create(sidecar.addresses().get(0)));
        String handle = "/v1/handles/" + caller.prepare("w").handle();
        String line = "touch here; until test -e go; do sleep 0.05; done; exit 7";
        CompletableFuture<HttpResponse<String>> answer = async(caller, handle + "/command/run", run(line));
        Path tree = directory.resolve("trees/w");
        await().until(() -> Files.exists(tree.resolve("here")));
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(sidecar::close);
        await().until(() -> caller.get("/v1/info").statusCode() == 503);
        assertThat(stopped).isNotDone();
        Files.createFile(tree.resolve("go"));
        assertThat(answer.get().body()).contains("\"status\":7");
        stopped.get();
    }

    @Test
    void commandsThatGoOnAreEndedAndTheirReadersToldTheEnd() throws Exception {
        Sidecar sidecar = start(Duration.ofMillis(100));
        Caller caller = new Caller(URI.create(sidecar.addresses().get(0)));
        String handle = "/v1/handles/" + caller.prepare("w").handle();
        String start = new String(
                WireJson.write(new CommandOperation.Start(Command.shell("echo out; echo $$ > pid; exec sleep 1000")
                        .id("c-1"))),
                StandardCharsets.UTF_8);
        assertThat(caller.post(handle + "/command/start", start).statusCode()).isEqualTo(200);
        CompletableFuture<HttpResponse<String>> output =
                async(caller, handle + "/command/output?id=c-1&follow=true", "");
        CompletableFuture<HttpResponse<String>> result =
                async(caller, handle + "/command/result?id=c-1&wait=20000", "");
        Path pid = directory.resolve("trees/w/pid");
        await().until(() -> Files.exists(pid) && Files.size(pid) > 1);
        await().until(() -> caller.get("/metrics").body().contains("shadow_streams_open 1"));
        sidecar.close();
        assertThat(output.get().body()).isEqualTo("out\n");
        assertThat(result.get().body()).contains("\"exit\":{\"kind\":\"cancelled\"}");
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).trim())))
                .isEmpty();
    }

    @Test
    void idleConnectionsDoNotHoldItUp() throws Exception {
        Sidecar sidecar = start(Duration.ofSeconds(10));
        Caller caller = new Caller(URI.create(sidecar.addresses().get(0)));
        caller.get("/v1/info");
        long begin = System.nanoTime();
        sidecar.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void theTerminalIsThereAgainAfterARestart() throws Exception {
        Sidecar sidecar = start(Duration.ofSeconds(10));
        Caller caller = new Caller(URI.create(sidecar.addresses().get(0)));
        String handle = "/v1/handles/" + caller.prepare("w").handle();
        caller.post(handle + "/command/run", run("echo remembered"));
        sidecar.close();
        Sidecar again = start(Duration.ofSeconds(10));
        try {
            Caller later = new Caller(URI.create(again.addresses().get(0)));
            String reopened = "/v1/handles/" + later.open("w").handle();
            String entries = later.post(reopened + "/terminal/snapshot", "{\"fromSequence\":1,\"max\":100}")
                    .body();
            String bytes =
                    java.util.Base64.getEncoder().encodeToString("remembered\n".getBytes(StandardCharsets.UTF_8));
            assertThat(entries).contains(bytes);
        } finally {
            again.close();
        }
    }

    @Test
    void whoNeverFinishesARequestIsSentAwayAndOthersAreNot() throws Exception {
        Sidecar sidecar = start(Duration.ofSeconds(1));
        URI base = URI.create(sidecar.addresses().get(0));
        long[] now = {0};
        SlowSenders sweeper = new SlowSenders(sidecar.server(), () -> now[0]);
        try (Socket slow = new Socket(base.getHost(), base.getPort());
                Socket idle = new Socket(base.getHost(), base.getPort())) {
            slow.setSoTimeout(10_000);
            String request = "GET /v1/info HTTP/1.1\r\nHost: a\r\n\r\n";
            idle.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            idle.setSoTimeout(10_000);
            await().until(() -> idle.getInputStream().available() > 100);
            idle.getInputStream().skipNBytes(idle.getInputStream().available());
            slow.getOutputStream().write("GET /v1/info HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 7; i++) {
                slow.getOutputStream().write('x');
                long sent = 26L + i;
                await().until(() -> sidecar.server().getConnectors()[0].getConnectedEndPoints().stream()
                        .anyMatch(end -> end.getConnection() != null
                                && end.getConnection().getBytesIn() >= sent
                                && end.getConnection().getMessagesOut() == 0));
                sweeper.sweep();
                now[0] += Duration.ofSeconds(10).toNanos();
            }
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
            idle.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(idle.getInputStream().read()).isEqualTo('H');
        } finally {
            sidecar.close();
        }
    }
}
