package dev.shadow.core.git;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Smart HTTP by git-http-backend(1), with a certificate of its own, and with passwords when asked to. */
final class HttpGitServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path repositories;
    private final Optional<X509TrustManager> trust;
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile Optional<String> password = Optional.empty();
    private volatile Optional<String> redirect = Optional.empty();
    private volatile int fixedStatus;
    private volatile Consumer<String> listener = request -> {};
    private volatile String lost = "";

    private HttpGitServer(HttpServer server, Path repositories, Optional<X509TrustManager> trust) {
        this.server = server;
        this.repositories = repositories;
        this.trust = trust;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    static HttpGitServer plain(Path repositories) throws IOException {
        return plain(repositories, InetAddress.getLoopbackAddress());
    }

    static HttpGitServer plain(Path repositories, InetAddress address) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, 0), 0);
        return new HttpGitServer(server, repositories, Optional.empty());
    }

    static HttpGitServer tls(Path repositories, Path scratch) throws Exception {
        Path file = scratch.resolve("keys.p12");
        if (!Files.exists(file)) {
            Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
            Process process = new ProcessBuilder(
                            keytool.toString(),
                            "-genkeypair",
                            "-keyalg",
                            "EC",
                            "-alias",
                            "a",
                            "-dname",
                            "CN=test",
                            "-ext",
                            "san=ip:127.0.0.1",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            "changeit",
                            "-validity",
                            "2")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(said);
            }
        }
        KeyStore keys = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("a", (X509Certificate) keys.getCertificate("a"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return new HttpGitServer(server, repositories, Optional.of((X509TrustManager) trust.getTrustManagers()[0]));
    }

    void requirePassword(String user, String secret) {
        byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
        password = Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** Sends everybody who may come in elsewhere. */
    void redirectTo(String base) {
        redirect = Optional.of(base);
    }

    /** Told of each request, as {@code METHOD path}, before anything else. */
    void beforeEach(Consumer<String> consumer) {
        listener = consumer;
    }

    /** Does what the next request of this path asks for, and breaks the connection off instead of answering. */
    void loseAnswerTo(String pathSuffix) {
        lost = pathSuffix;
    }

    void answerAlways(int status) {
        fixedStatus = status;
    }

    String url(String repository) {
        return (server instanceof HttpsServer ? "https" : "http") + "://"
                + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/" + repository;
    }

    X509TrustManager trust() {
        return trust.orElseThrow();
    }

    List<String> authorizations() {
        return authorizations;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            listener.accept(exchange.getRequestMethod() + " " + path);
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            if (given != null) {
                authorizations.add(given);
            }
            if (fixedStatus != 0) {
                exchange.sendResponseHeaders(fixedStatus, -1);
            } else if (password.isPresent() && !password.get().equals(given)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
            } else if (redirect.isPresent()) {
                exchange.getResponseHeaders()
                        .set(
                                "Location",
                                redirect.get() + exchange.getRequestURI().toString());
                exchange.sendResponseHeaders(302, -1);
            } else {
                backend(exchange, body);
            }
        }
    }

    private void backend(HttpExchange exchange, byte[] body) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("git", "http-backend").redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> env = builder.environment();
        Headers headers = exchange.getRequestHeaders();
        env.put("GIT_CONFIG_GLOBAL", "/dev/null");
        env.put("GIT_PROJECT_ROOT", repositories.toString());
        env.put("GIT_HTTP_EXPORT_ALL", "1");
        env.put("REQUEST_METHOD", exchange.getRequestMethod());
        env.put("PATH_INFO", exchange.getRequestURI().getPath());
        env.put(
                "QUERY_STRING",
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        env.put(
                "CONTENT_TYPE",
                Optional.ofNullable(headers.getFirst("Content-Type")).orElse(""));
        env.put(
                "HTTP_CONTENT_ENCODING",
                Optional.ofNullable(headers.getFirst("Content-Encoding")).orElse(""));
        env.put(
                "GIT_PROTOCOL",
                Optional.ofNullable(headers.getFirst("Git-Protocol")).orElse(""));
        env.put("REMOTE_USER", "tester");
        env.put("REMOTE_ADDR", "127.0.0.1");
        env.put("CONTENT_LENGTH", Integer.toString(body.length));
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(body);
        }
        InputStream out = process.getInputStream();
        if (!lost.isEmpty()
                && env.get("REQUEST_METHOD").equals("POST")
                && env.get("PATH_INFO").endsWith(lost)) {
            lost = "";
            out.readAllBytes();
            return;
        }
        int status = 200;
        for (String line = line(out); !line.isEmpty(); line = line(out)) {
            String[] header = line.split(": ", 2);
            if (header[0].equals("Status")) {
                status = Integer.parseInt(header[1].substring(0, 3));
            } else {
                exchange.getResponseHeaders().set(header[0], header[1]);
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

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
