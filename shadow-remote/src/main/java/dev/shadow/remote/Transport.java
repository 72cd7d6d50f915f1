package dev.shadow.remote;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** OkHttp as this library needs it: nothing is sent again behind our back, and streams do not wait for each other. */
final class Transport {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private static final Duration SILENCE = Duration.ofSeconds(40);

    /** Shorter than a sidecar keeps an idle connection, 60 seconds. */
    private static final Duration KEPT_IDLE = Duration.ofSeconds(45);

    private static final int IDLE_CONNECTIONS = 64;

    private Transport() {}

    static OkHttpClient create(SidecarAddress address, Optional<Path> authorities) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .socketFactory(new ChannelSocketFactory(address.unix()))
                .proxy(java.net.Proxy.NO_PROXY)
                .addInterceptor(Patience::limit)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .fastFallback(false)
                .dispatcher(dispatcher())
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, KEPT_IDLE.toSeconds(), TimeUnit.SECONDS))
                .connectTimeout(CONNECT)
                .readTimeout(SILENCE)
                .writeTimeout(SILENCE);
        authorities.ifPresent(file -> trust(builder, file));
        return builder.build();
    }

    private static Dispatcher dispatcher() {
        Dispatcher dispatcher = new Dispatcher(
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "shadow-remote");
                    thread.setDaemon(true);
                    return thread;
                }));
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return dispatcher;
    }

    private static void trust(OkHttpClient.Builder builder, Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            TrustManager manager = factory.getTrustManagers()[0];
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            builder.sslSocketFactory(context.getSocketFactory(), (X509TrustManager) manager);
        } catch (IOException | GeneralSecurityException e) {
            throw new ShadowException(
                    ErrorCode.INVALID_ARGUMENT,
                    "shadow.remote.ca.file '" + file + "' must be a PEM file of certificates: " + e.getMessage(),
                    e);
        }
    }
}
