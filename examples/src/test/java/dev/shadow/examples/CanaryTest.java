package dev.shadow.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.shadow.tck.OriginRepository;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token that was used is found nowhere: not on disk, not in a process, not in a log and not in an exception. */
class CanaryTest {
    @TempDir
    private Path scratch;

    private final String good = "canary" + UUID.randomUUID().toString().replace("-", "");
    private final String bad = "canary" + UUID.randomUUID().toString().replace("-", "");
    private final List<String> seenInProcesses = new CopyOnWriteArrayList<>();
    private final List<String> authorized = new CopyOnWriteArrayList<>();
    private int lookedAt;

    @Test
    void aTokenIsFoundNowhere() throws IOException, InterruptedException {
        OriginRepository origin = OriginRepository.create(scratch);
        origin.git("config", "http.receivepack", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        String output;
        try {
            output = run("http://127.0.0.1:" + server.getAddress().getPort() + "/origin.git");
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
        assertThat(output).contains("pushed: CREATED", "failed: AUTHENTICATION_FAILED", "DEBUG", "****");
        assertThat(authorized).contains(pair(good), pair(bad));
        for (String secret : secrets()) {
            assertThat(output).doesNotContain(secret);
        }
        assertThat(seenInProcesses).isEmpty();
        assertThat(lookedAt).isPositive();
        requireNotOnDisk(scratch.resolve("state"));
        requireNotOnDisk(scratch.resolve("tree"));
        requireNotOnDisk(origin.path());
    }

    private String run(String url) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CanaryProcess.class.getName(),
                        scratch.resolve("state").toString(),
                        scratch.resolve("tree").toString(),
                        url))
                .redirectErrorStream(true)
                .start();
        try (OutputStream tokens = process.getOutputStream()) {
            tokens.write((good + "\n" + bad + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> secrets() {
        return List.of(good, bad, pair(good), pair(bad));
    }

    private static String pair(String token) {
        return Base64.getEncoder().encodeToString(("x-access-token:" + token).getBytes(StandardCharsets.US_ASCII));
    }

    /** Looks at every process while the call is under way. */
    private void lookAtProcesses() throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                for (String file : List.of("cmdline", "environ")) {
                    try {
                        String text = Files.readString(process.resolve(file), StandardCharsets.ISO_8859_1);
                        secrets().stream().filter(text::contains).forEach(secret -> seenInProcesses.add(text));
                        lookedAt++;
                    } catch (IOException e) {
                        // it ended, or is somebody else's
                    }
                }
            }
        }
    }

    private void requireNotOnDisk(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                assertThat(file.toString()).doesNotContain(good).doesNotContain(bad);
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                    for (String secret : secrets()) {
                        assertThat(text.contains(secret)).as(file.toString()).isFalse();
                    }
                }
            }
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String given = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElse("");
            lookAtProcesses();
            if (!given.isEmpty()) {
                authorized.add(given.substring("Basic ".length()));
            }
            if (given.equals("Basic " + pair(good))) {
                backend(exchange, body);
            } else {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git " + given + "\"");
                exchange.sendResponseHeaders(401, -1);
            }
        }
    }

    /** See git-http-backend(1). */
    private void backend(HttpExchange exchange, byte[] body) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("git", "http-backend").redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.putAll(Map.of(
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_PROJECT_ROOT", scratch.toString(),
                "GIT_HTTP_EXPORT_ALL", "1",
                "REMOTE_USER", "canary",
                "REQUEST_METHOD", exchange.getRequestMethod(),
                "PATH_INFO", exchange.getRequestURI().getPath(),
                "CONTENT_LENGTH", Integer.toString(body.length)));
        environment.put(
                "QUERY_STRING",
                Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""));
        for (String header : List.of("Content-Type", "Content-Encoding", "Git-Protocol")) {
            String name = header.equals("Content-Encoding") ? "HTTP_CONTENT_ENCODING" : header;
            environment.put(
                    name.toUpperCase(Locale.ROOT).replace('-', '_'),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst(header))
                            .orElse(""));
        }
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(body);
        }
        InputStream out = process.getInputStream();
        List<String> headers = new ArrayList<>();
        for (String line = line(out); !line.isEmpty(); line = line(out)) {
            headers.add(line);
        }
        int status = 200;
        for (String header : headers) {
            String[] part = header.split(": ", 2);
            if (part[0].equals("Status")) {
                status = Integer.parseInt(part[1].substring(0, 3));
            } else {
                exchange.getResponseHeaders().set(part[0], part[1]);
            }
        }
        exchange.sendResponseHeaders(status, 0);
        out.transferTo(exchange.getResponseBody());
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
