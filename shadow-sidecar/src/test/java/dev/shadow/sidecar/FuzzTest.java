package dev.shadow.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.protocol.Routes;
import dev.shadow.protocol.WireOperation;
import dev.shadow.protocol.WireOperations;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests of any kind to every route: none is answered with a 5xx other than those that say "cannot" or "not now". */
class FuzzTest {
    /** UNSUPPORTED, OVERLOADED and DEADLINE_EXCEEDED are answers, not failures. */
    private static final Set<Integer> ANSWERS = Set.of(501, 503, 504);

    private static final List<String> PIECES = List.of(
            "",
            "a",
            ".",
            "..",
            "../..",
            "/",
            "/etc/passwd",
            "a/b",
            "\u0000",
            "\ud83d\ude00",
            "\u00e9",
            "%2e%2e",
            "*",
            "**/*",
            "[",
            "(",
            "x".repeat(5000),
            "-1",
            "0",
            "1",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "1e999",
            "NaN",
            "true",
            "null",
            "PT1S",
            "PT-1S",
            "P999999999D",
            "2026-01-01T00:00:00Z",
            "c-1",
            ".git",
            ".git/config",
            "refs/heads/x",
            "*** Begin Patch\n*** Add File: f\n+x\n*** End Patch",
            "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-1\n+2\n",
            "{}",
            "AAAA",
            "=");

    /** Streams go on, and are looked at for a moment. */
    private static final Duration GLANCE = Duration.ofMillis(100);

    private static final Duration LONGEST = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private final long seed = Long.getLong("shadow.fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, Long> slowest = new TreeMap<>();
    private Sidecar sidecar;
    private Caller caller;
    private List<String> handles;

    @BeforeEach
    void start() throws Exception {
        System.out.println("FuzzTest: seed " + seed);
        sidecar = Sidecar.start(SidecarOptions.onLoopback(directory));
        caller = new Caller(URI.create(sidecar.addresses().get(0)));
        handles = new ArrayList<>(List.of("none", caller.prepare("w").handle()));
    }

    @AfterEach
    void stop() {
        sidecar.close();
    }

    @Test
    void forTenSeconds() throws Exception {
        fuzz(Duration.ofSeconds(10), 200);
    }

    @Test
    @Tag("soak")
    void forAMinute() throws Exception {
        fuzz(Duration.ofSeconds(60), 2000);
    }

    @Test
    @Tag("once")
    @Timeout(3600)
    void forAsLongAsIsAsked() throws Exception {
        fuzz(Duration.ofSeconds(Long.getLong("shadow.fuzz.seconds", 600)), 5000);
    }

    private void fuzz(Duration time, int atLeast) throws Exception {
        List<String> routes = List.copyOf(sidecar.routes());
        long end = System.nanoTime() + time.toNanos();
        int count = 0;
        int well = 0;
        int[] classes = new int[6];
        while (System.nanoTime() < end || count < atLeast) {
            String route = routes.get(random.nextInt(routes.size()));
            int status = timed(route);
            classes[status / 100]++;
            well += status < 300 ? 1 : 0;
            count++;
            if (count % 500 == 0) {
                handles.set(1, caller.prepare("w").handle()); // a fuzzed call may have closed or destroyed it
            }
        }
        System.out.printf(
                "FuzzTest: %d requests, 2xx %d, 4xx %d, 5xx (501, 503, 504) %d, cut %d%n",
                count, classes[2], classes[4], classes[5], classes[0]);
        System.out.println("FuzzTest: over a second (ms): "
                + slowest.entrySet().stream()
                        .filter(route -> route.getValue() > 1000)
                        .toList());
        assertThat(well).isPositive();
        assertThat(caller.get("/health/ready").statusCode()).isEqualTo(200);
    }

    /** So that a request that holds everything up is known. */
    private int timed(String route) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int status = send(route);
        slowest.merge(route, (System.nanoTime() - start) / 1_000_000, Math::max);
        return status;
    }

    private int send(String route) throws IOException, InterruptedException {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1);
        boolean known = random.nextInt(10) > 0;
        String target = path.replace("{handle}", handles.get(known ? 1 : 0)).replace("{key}", "none");
        boolean closes =
                path.equals(Routes.DESTROY) || (method.equals("DELETE") && path.equals(Routes.under("{handle}", "")));
        if (closes && known) {
            return 400;
        }
        String body = body(path);
        HttpRequest.Builder request = caller.request(target + query())
                .header("Shadow-Timeout", "500")
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers(request);
        String what =
                "seed " + seed + ": " + request.build() + " " + request.build().headers() + " " + body;
        Optional<HttpResponse<String>> answer;
        try {
            answer = caller.send(request, goesOn(path) ? GLANCE : LONGEST);
        } catch (IOException e) { // a connection that was kept may be closed just when it is used again
            answer = again(request, path, what, e);
        }
        if (answer.isEmpty()) {
            assertThat(goesOn(path)).as("no answer, " + what).isTrue();
            return 0;
        }
        int status = answer.get().statusCode();
        assertThat(status < 500 || ANSWERS.contains(status))
                .as(what + " -> " + answer.get().body())
                .isTrue();
        return status;
    }

    private Optional<HttpResponse<String>> again(
            HttpRequest.Builder request, String path, String what, IOException first) throws InterruptedException {
        try {
            return caller.send(request, goesOn(path) ? GLANCE : LONGEST);
        } catch (IOException e) {
            e.addSuppressed(first);
            throw new AssertionError("cut off twice, " + what, e);
        }
    }

    private static boolean goesOn(String path) {
        return path.endsWith("/events");
    }

    private void headers(HttpRequest.Builder request) {
        if (random.nextInt(4) == 0) {
            request.header(
                    "Idempotency-Key",
                    random.nextBoolean()
                            ? "k-" + random.nextInt(5)
                            : UUID.randomUUID().toString());
        }
        for (String name :
                List.of("If-Match", "If-None-Match", "Range", "Last-Event-ID", "Git-Authorization", "traceparent")) {
            if (random.nextInt(8) == 0) {
                String value = piece().replaceAll("[^!-~]", "");
                request.header(name, value);
            }
        }
    }

    private String query() {
        StringBuilder query = new StringBuilder("?");
        for (String name :
                List.of("path", "id", "upload", "offset", "from", "maxBytes", "firstLine", "channel", "wait")) {
            if (random.nextInt(3) > 0) {
                String value = random.nextInt(3) == 0 ? "a" : piece();
                query.append(name)
                        .append('=')
                        .append(java.net.URLEncoder.encode(value, StandardCharsets.UTF_8))
                        .append('&');
            }
        }
        return query.toString();
    }

    private String piece() {
        return PIECES.get(random.nextInt(PIECES.size()));
    }

    /** What the route takes, with some of it replaced. */
    private String body(String path) {
        if (random.nextInt(10) == 0) {
            return piece();
        }
        String route = path.replace("/v1/handles/{handle}", "");
        Class<?> type = WireOperations.find(
                        route.isEmpty() ? "" : route.substring(1).replace('/', '.'))
                .<Class<?>>map(WireOperation::arguments)
                .orElse(dev.shadow.protocol.WorkspaceRequests.Open.class);
        return new RandomJson(random, PIECES).of(type);
    }
}
