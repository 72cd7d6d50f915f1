package dev.shadow.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shadow.command.Command;
import dev.shadow.command.CommandOperation;
import dev.shadow.protocol.UploadInfo;
import dev.shadow.protocol.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program takes of memory: when nobody asks anything, and when much passes through. */
class MemoryIT {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path directory;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static long residentBytes(Program program) throws IOException {
        Path status = Path.of("/proc", String.valueOf(program.pid()), "status");
        assumeTrue(Files.exists(status), "not run: this system has no /proc");
        String line = Files.readAllLines(status).stream()
                .filter(one -> one.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }

    @Test
    void idlesUnderAHundredMegabytes() throws Exception {
        List<String> launcher = List.of(Program.LAUNCHER.toString());
        try (Program program = Program.start(directory, Map.of(), launcher, "--port", "0")) {
            Caller caller = new Caller(program.address());
            caller.prepare("w");
            assertThat(caller.get("/health/ready").statusCode()).isEqualTo(200);
            long resident = residentBytes(program);
            System.out.println("MemoryIT: idle with one workspace: " + resident / MIB + " MiB resident");
            assertThat(resident).isLessThan(100_000_000);
        }
    }

    @Test
    void holds64MegabytesOfHeapWithAsMuchPassingThreeTimes() throws Exception {
        pass(64 * MIB);
    }

    @Test
    @Tag("soak")
    void holds64MegabytesOfHeapWithAGigabytePassing() throws Exception {
        pass(1024 * MIB);
    }

    private void pass(long bytes) throws Exception {
        Map<String, String> small = Map.of("SHADOW_SIDECAR_JAVA_OPTIONS", "-Xmx64m -XX:+ExitOnOutOfMemoryError");
        List<String> launcher = List.of(Program.LAUNCHER.toString());
        try (Program program = Program.start(directory, small, launcher, "--port", "0")) {
            Caller caller = new Caller(program.address());
            String handle = "/v1/handles/" + caller.prepare("w").handle();
            assertThat(output(caller, handle, bytes)).isEqualTo(bytes);
            assertThat(upload(caller, handle, bytes)).isEqualTo(bytes);
            assertThat(length(caller.base().resolve(handle + "/file/download?path=big")))
                    .isEqualTo(bytes);
            System.out.println("MemoryIT: after 3 times " + bytes / MIB + " MiB with -Xmx64m: "
                    + residentBytes(program) / MIB + " MiB resident");
            assertThat(caller.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(program.errors()).doesNotContain("OutOfMemory");
        }
    }

    /** Read as it comes: a command waits for its reader where its log is full. */
    private long output(Caller caller, String handle, long bytes) throws Exception {
        String start = new String(
                WireJson.write(new CommandOperation.Start(Command.shell("head -c " + bytes + " /dev/zero")
                        .id("c-1")
                        .timeout(Duration.ofMinutes(10)))),
                StandardCharsets.UTF_8);
        assertThat(caller.post(handle + "/command/start", start).statusCode()).isEqualTo(200);
        long read = 0;
        for (int i = 0; i < 1000 && read < bytes; i++) {
            read += length(caller.base().resolve(handle + "/command/output?id=c-1&follow=true&from=" + read));
        }
        return read;
    }

    private long upload(Caller caller, String handle, long bytes) throws Exception {
        UploadInfo begun = WireJson.read(
                caller.send("POST", handle + "/file/uploads?path=big", BodyPublishers.noBody())
                        .body()
                        .getBytes(StandardCharsets.UTF_8),
                UploadInfo.class);
        byte[] part = new byte[8 << 20];
        String uploads = handle + "/file/uploads?upload=" + begun.upload();
        for (long offset = 0; offset < bytes; offset += part.length) {
            caller.send("PATCH", uploads + "&offset=" + offset, BodyPublishers.ofByteArray(part));
        }
        HttpResponse<String> finished = caller.send(caller.request(uploads)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .PUT(BodyPublishers.noBody()));
        assertThat(finished.statusCode()).as(finished.body()).isEqualTo(200);
        return Files.size(directory.resolve("xdg/shadow/trees/w/big"));
    }

    private long length(URI address) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        byte[] buffer = new byte[64 << 10];
        long all = 0;
        try (InputStream body = answer.body()) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                all += n;
            }
        }
        return all;
    }
}
