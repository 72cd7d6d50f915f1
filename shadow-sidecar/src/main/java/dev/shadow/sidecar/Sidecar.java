package dev.shadow.sidecar;

import dev.shadow.ErrorCode;
import dev.shadow.Setting;
import dev.shadow.Settings;
import dev.shadow.ShadowException;
import dev.shadow.protocol.SidecarInfo;
import dev.shadow.spi.Backend;
import dev.shadow.spi.BackendEnvironment;
import dev.shadow.spi.BackendProvider;
import dev.shadow.spi.Interceptors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A running sidecar.
 *
 * <p>Thread-safe.
 */
public final class Sidecar implements AutoCloseable {
    private final Server server;
    private final Backend backend;
    private final Handles handles;
    private final KeyJournal journal;
    private final StartedCommands started;
    private final ScheduledExecutorService timer;

    private Sidecar(SidecarOptions options) throws IOException {
        HttpServer.requireSafe(options);
        CallCredentials credentials = new CallCredentials();
        BackendEnvironment environment = environment(options, credentials);
        Path own = environment.stateDirectory().resolve("sidecar");
        Identity identity = Identity.of(own);
        journal = KeyJournal.open(own, Clock.systemUTC());
        started = StartedCommands.open(own);
        backend = provider(options.backend()).open(environment);
        timer = Executors.newSingleThreadScheduledExecutor(Sidecar::daemon);
        QueuedThreadPool threads = HttpServer.threads(options);
        handles = new Handles(Interceptors.of(List.of()), options.handleLease(), System::nanoTime);
        Calls calls = new Calls(identity.instance(), new KeyedCalls(journal), credentials, options.concurrentCalls());
        Router router = new Router(identity.boot(), new TokenCheck(options.tokenFile()), handles);
        new Api(backend, handles, calls, credentials, threads, timer, info(options, identity), started)
                .register(router);
        server = HttpServer.create(options, threads, router);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "sidecar-timer");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts a sidecar.
     *
     * @param options how
     * @return listening
     * @throws IOException when it cannot listen, or its state cannot be read
     * @throws ShadowException {@link ErrorCode#INVALID_ARGUMENT} when it would listen to strangers without a token;
     *     {@link ErrorCode#BACKEND_NOT_FOUND} when its backend is absent
     */
    public static Sidecar start(SidecarOptions options) throws IOException {
        Sidecar sidecar = new Sidecar(options);
        try {
            sidecar.server.start();
        } catch (Exception e) { // Jetty declares no less
            sidecar.close();
            throw e instanceof IOException known ? known : new IOException(e.getMessage(), e);
        }
        long period = Math.max(1, options.handleLease().toMillis() / 10);
        Future<?> unused = sidecar.timer.scheduleWithFixedDelay(
                sidecar.handles::closeUnused, period, period, TimeUnit.MILLISECONDS);
        return sidecar;
    }

    private static BackendEnvironment environment(SidecarOptions options, CallCredentials credentials) {
        Map<String, String> code = new HashMap<>();
        options.state().ifPresent(path -> code.put(Setting.STATE_DIRECTORY.name(), path.toString()));
        Settings settings = Settings.over(
                code,
                name -> Optional.ofNullable(System.getProperty(name)),
                name -> Optional.ofNullable(System.getenv(name)));
        return new BackendEnvironment(
                settings.knowing(provider(options.backend()).settings()), credentials);
    }

    private static BackendProvider provider(String name) {
        return ServiceLoader.load(BackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ShadowException(
                        ErrorCode.BACKEND_NOT_FOUND,
                        "the backend '" + name + "' is not on the class path; add shadow-" + name));
    }

    private static SidecarInfo info(SidecarOptions options, Identity identity) {
        String version = Sidecar.class.getPackage().getImplementationVersion();
        return new SidecarInfo(
                SidecarInfo.PROTOCOL,
                version == null ? "unknown" : version,
                identity.instance(),
                identity.boot(),
                new SidecarInfo.Limits(
                        options.requestBytes(),
                        options.concurrentCalls(),
                        options.handleLease().toSeconds()));
    }

    /**
     * Where it listens.
     *
     * @return addresses as the remote backend takes them
     */
    public List<String> addresses() {
        List<String> addresses = new ArrayList<>();
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof ServerConnector tcp) {
                boolean tls = tcp.getConnectionFactory(SslConnectionFactory.class) != null;
                addresses.add((tls ? "https://" : "http://") + tcp.getHost() + ":" + tcp.getLocalPort());
            } else if (connector instanceof UnixDomainServerConnector unix) {
                addresses.add("unix://" + unix.getUnixDomainPath().toAbsolutePath());
            }
        }
        return addresses;
    }

    /** Lets answers finish, ends commands, closes workspaces. Does nothing the second time. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // Jetty declares no less
            Failure.defect(e);
        }
        timer.shutdownNow();
        handles.closeAll();
        backend.close();
        try {
            journal.close();
            started.close();
        } catch (IOException e) {
            Failure.defect(e);
        }
    }
}
