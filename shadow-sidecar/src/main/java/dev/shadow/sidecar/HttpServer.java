package dev.shadow.sidecar;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty as the sidecar needs it. */
final class HttpServer {
    private static final int MOST_HEADER_BYTES = 32 << 10;
    private static final int ACCEPT_QUEUE = 1024;

    /** Between two requests of a connection, and between two reads or writes of one; streams are never quiet for so long. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    /** When calls have finished and commands have ended, what is still to be written takes no long time. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    private HttpServer() {}

    static void requireSafe(SidecarOptions options) throws IOException {
        if (options.port().isEmpty() && options.unixSocket().isEmpty()) {
            throw new ShadowException(ErrorCode.INVALID_ARGUMENT, "give a port or a unix socket to listen on");
        }
        boolean toStrangers = options.port().isPresent()
                && !InetAddress.getByName(options.host()).isLoopbackAddress();
        if (toStrangers && options.tokenFile().isEmpty()) {
            throw new ShadowException(
                    ErrorCode.INVALID_ARGUMENT,
                    "whoever reaches " + options.host() + " could run commands here; give a token file, or listen on"
                            + " 127.0.0.1");
        }
        if (options.tokenFile().isPresent()) {
            TokenCheck.read(options.tokenFile().get());
        }
    }

    static QueuedThreadPool threads(SidecarOptions options) {
        QueuedThreadPool threads = new QueuedThreadPool(options.concurrentCalls() + 64, 8);
        threads.setName("sidecar");
        threads.setDaemon(true);
        return threads;
    }

    static Server create(SidecarOptions options, QueuedThreadPool threads, Handler router, RequestLog log, String boot)
            throws IOException {
        Server server = new Server(threads);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration());
        if (options.port().isPresent()) {
            ServerConnector connector = connector(server, options, http);
            connector.setHost(options.host());
            connector.setPort(options.port().get());
            connector.setAcceptQueueSize(ACCEPT_QUEUE);
            connector.setIdleTimeout(IDLE.toMillis());
            server.addConnector(connector);
        }
        if (options.unixSocket().isPresent()) {
            Path socket = options.unixSocket().get();
            Files.deleteIfExists(socket); // a killed sidecar leaves it
            UnixDomainServerConnector connector = new UnixDomainServerConnector(server, 1, 1, http);
            connector.setUnixDomainPath(socket);
            connector.setAcceptQueueSize(ACCEPT_QUEUE);
            connector.setIdleTimeout(IDLE.toMillis());
            server.addConnector(connector);
        }
        SizeLimitHandler sizes = new SizeLimitHandler(options.requestBytes(), -1);
        sizes.setHandler(router);
        GracefulHandler graceful = new GracefulHandler(sizes);
        server.setHandler(graceful);
        server.setStopTimeout(LAST_ANSWERS.toMillis());
        server.setErrorHandler(new Problems(boot));
        server.setRequestLog(log);
        return server;
    }

    private static ServerConnector connector(Server server, SidecarOptions options, HttpConnectionFactory http)
            throws IOException {
        if (options.tls().isEmpty()) {
            return new ServerConnector(server, 1, 1, http);
        }
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(PemKeyStore.read(options.tls().get()));
        tls.setKeyStorePassword(PemKeyStore.NO_PASSWORD);
        return new ServerConnector(server, 1, 1, new SslConnectionFactory(tls, "http/1.1"), http);
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        configuration.setRequestHeaderSize(MOST_HEADER_BYTES);
        configuration.setUriCompliance(
                UriCompliance.RFC3986); // paths are compared as they came; names are in the query
        configuration.setIdleTimeout(IDLE.toMillis());
        return configuration;
    }
}
