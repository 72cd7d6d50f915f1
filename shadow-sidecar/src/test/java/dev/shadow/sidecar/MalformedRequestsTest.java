package dev.shadow.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no client of ours sends, by raw socket: it gets a 4xx, and nothing is changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedRequestsTest {
    private static final String END = "\r\n\r\n";

    private Path directory;
    private Sidecar sidecar;
    private URI base;
    private String handle;
    private Path tree;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        sidecar = Sidecar.start(Options.of(
                directory.resolve("state"), java.util.Optional.empty(), java.util.Optional.empty(), 1 << 20, 16));
        base = URI.create(sidecar.addresses().get(0));
        Caller caller = new Caller(base);
        handle = "/v1/handles/" + caller.prepare("w").handle();
        caller.put(handle + "/file/content?path=a", "kept");
        tree = directory.resolve("state/trees/w");
        Files.writeString(directory.resolve("outside"), "outside");
    }

    @AfterAll
    void stop() {
        sidecar.close();
    }

    @AfterEach
    void nothingIsChanged() throws IOException {
        assertThat(tree.resolve("a")).content().isEqualTo("kept");
        try (Stream<Path> files = Files.walk(tree)) {
            assertThat(files).containsExactlyInAnyOrder(tree, tree.resolve("a"));
        }
        assertThat(directory.resolve("outside")).content().isEqualTo("outside");
        assertThat(RawSocket.answer(base, "GET /v1/info HTTP/1.1\r\nHost: a\r\nConnection: close" + END))
                .startsWith("HTTP/1.1 200");
    }

    Stream<String> malformed() {
        String put = "PUT " + handle + "/file/content?path=b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
        String post = "POST " + handle + "/file/delete HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
        List<String> all = new ArrayList<>(List.of(
                // no HTTP
                "GARBAGE" + END,
                "\0\1\2\3" + END,
                "GET  /v1/info HTTP/1.1" + END,
                "GET /v1/info" + END,
                "GET /v1/info HTTP/9.9\r\nHost: a" + END,
                "GET /v1/info HTTP/1.1" + END,
                "GET /v1/info HTTP/1.1\r\nHost: a\r\nHost: b" + END,
                "GET /v1/info HTTP/1.1\r\nHost: a\r\nNo colon" + END,
                "GET /v1/info HTTP/1.1\r\nHost: a\r\nX: a\0b" + END,
                "PUT /v1/info HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0" + END,
                // lengths and chunks
                put + "Content-Length: x" + END + "b",
                put + "Content-Length: -1" + END + "b",
                put + "Content-Length: 99999999999999999999" + END + "b",
                put + "Content-Length: 1\r\nContent-Length: 2" + END + "bb",
                put + "Content-Length: 1\r\nTransfer-Encoding: chunked" + END + "1\r\nb\r\n0" + END,
                put + "Transfer-Encoding: chunked" + END + "zz\r\nb\r\n0" + END,
                put + "Transfer-Encoding: chunked" + END + "-1\r\nb\r\n0" + END,
                put + "Transfer-Encoding: chunked" + END + "ffffffffffffffff\r\nb\r\n0" + END,
                put + "Transfer-Encoding: chunked, identity" + END + "1\r\nb\r\n0" + END,
                put + "Transfer-Encoding: gzip" + END + "b",
                put + "Content-Length: 2000000" + END + "b".repeat(2_000_000),
                put + "Transfer-Encoding: chunked" + END + ("10000\r\n" + "b".repeat(65536) + "\r\n").repeat(20) + "0"
                        + END,
                // header fields
                "GET /v1/info HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(100_000) + END,
                "GET /v1/info HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(20_000) + END,
                "GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: a" + END,
                put + "If-Match: no tag\r\nContent-Length: 1" + END + "b",
                put + "If-None-Match: \"x\"\r\nContent-Length: 1" + END + "b",
                put + "Shadow-Timeout: soon\r\nContent-Length: 1" + END + "b",
                put + "Idempotency-Key: " + "k".repeat(129) + "\r\nContent-Length: 1" + END + "b",
                put + "Git-Authorization: Basic x\r\nContent-Length: 1" + END + "b",
                put + "Idempotency-Key: k\r\nShadow-Instance: another\r\nContent-Length: 1" + END + "b"));
        for (String path : List.of(
                "/v1/../v1/info",
                "/v1/%2e%2e/v1/info",
                "/v1//info",
                "/v1/./info",
                "/v1/info;x=1",
                "/v1/info/",
                "/V1/INFO",
                "//v1/info",
                "/v1/%00",
                "/v1/%zz",
                "/v1/%c0%ae",
                "http://[::1/v1/info",
                "v1/info",
                "*",
                "/v1\\info",
                handle + "/file/../file/content?path=a",
                handle + "/file%2fcontent?path=a",
                "/v1/handles//file/stat",
                handle + "/file/content?path=../outside",
                handle + "/file/content?path=%2e%2e%2foutside",
                handle + "/file/content?path=/etc/passwd",
                handle + "/file/content?path=a%00b",
                handle + "/file/content?path=",
                handle + "/file/content",
                handle + "/file/content?path=%ff",
                handle + "/file/content?path=a&maxBytes=-1",
                handle + "/file/content?path=a&firstLine=0",
                handle + "/file/content?path=a&maxBytes=99999999999999999999",
                handle + "/file/download?path=a&offset=-1",
                handle + "/command/output?id=none",
                handle + "/command/result?id=none&wait=x",
                handle + "/terminal/events?from=x",
                handle + "/watch/events?path=../..",
                handle + "/file/uploads?upload=none")) {
            all.add("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close" + END);
        }
        for (String body : List.of(
                "",
                "{",
                "[]",
                "null",
                "1",
                "\"a\"",
                "{\"path\":1}",
                "{\"path\":null}",
                "{\"path\":[\"a\"],\"recursive\":false}",
                "{\"path\":{},\"recursive\":true}",
                "{\"path\":\"a\"}x",
                "{\"path\":\"a\",\"recursive\":\"true\"}",
                "{\"path\":\"a\",\"recursive\":1}",
                "{\"path\":\"a\",\"recursive\":null}",
                "\ufeff{\"path\":\"a\"}",
                "{\"path\":\"../outside\",\"recursive\":false}",
                "{\"path\":\".\",\"recursive\":true}",
                "{\"path\":\"\\u0000\",\"recursive\":false}",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "{\"path\":\"a\",\"x\":" + "[".repeat(1000) + "]".repeat(1000) + ",\"recursive\":true}",
                "{\"path\":\"a\",\"n\":" + "9".repeat(5000) + ",\"recursive\":true}",
                "\u00ff\u00fe")) {
            all.add(post + "Content-Length: " + body.getBytes(StandardCharsets.ISO_8859_1).length + END + body);
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void isRefused(String request) throws Exception {
        String answer = RawSocket.answer(base, request);
        assertThat(answer).as(shown(request)).matches("(?s)HTTP/1.1 4\\d\\d .*");
    }

    private static String shown(String request) {
        return request.length() < 500 ? request : request.substring(0, 500) + "... " + request.length();
    }

    /** Half a request is not carried out, whenever its sender goes away. */
    @Test
    void aRequestThatIsCutChangesNothing() throws Exception {
        String whole =
                "PUT " + handle + "/file/content?path=b HTTP/1.1\r\nHost: a\r\nContent-Length: 10" + END + "123456789";
        for (int length = 1; length <= whole.length(); length += 7) {
            try (Socket socket = new Socket(base.getHost(), base.getPort())) {
                socket.getOutputStream().write(whole.substring(0, length).getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    /** Slow senders hold no thread that others need, and are sent away in the end. */
    @Test
    void thoseWhoSendSlowlyKeepNobodyWaiting() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket(base.getHost(), base.getPort());
                slow.add(socket);
                socket.getOutputStream()
                        .write("GET /v1/info HTTP/1.1\r\nHost: a\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(RawSocket.answer(base, "GET /v1/info HTTP/1.1\r\nHost: a\r\nConnection: close" + END))
                    .startsWith("HTTP/1.1 200");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** One byte a second keeps a connection from being idle, and yet it ends. */
    @Test
    @Tag("soak")
    void whoSendsAByteNowAndThenIsSentAway() throws Exception {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(1000);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write("GET /v1/info HTTP/1.1\r\nHost: a\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            long start = System.nanoTime();
            int read = 0;
            while (read >= 0 && read != 'H') {
                try {
                    out.write('x');
                    read = in.read();
                } catch (java.net.SocketTimeoutException e) {
                    // still waiting for the rest
                } catch (SocketException e) {
                    read = -1;
                }
                assertThat((System.nanoTime() - start) / 1e9).isLessThan(150);
            }
        }
    }
}
