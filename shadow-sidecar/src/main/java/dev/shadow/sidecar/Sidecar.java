package dev.shadow.sidecar;

import dev.shadow.ErrorCode;
import dev.shadow.Setting;
import dev.shadow.Settings;
import dev.shadow.ShadowException;
import dev.shadow.local.LocalBackendProvider;
import dev.shadow.protocol.Routes;
import dev.shadow.protocol.SidecarInfo;
import dev.shadow.spi.Backend;
import dev.shadow.spi.BackendEnvironment;
import dev.shadow.spi.BackendProvider;
import dev.shadow.spi.Interceptor;
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
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final Router router;
    private final Backend backend;
    private final Handles handles;
    private final Calls calls;
    private final SidecarOptions options;
    private final Shutdown shutdown = new Shutdown();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final KeyJournal journal;
    private final StartedCommands started;
    private final ScheduledExecutorService timer;

    private Sidecar(SidecarOptions options, List<Interceptor> interceptors, Records records) throws IOException {
        HttpServer.requireSafe(options);
        this.options = options;
        CallCredentials credentials = new CallCredentials();
        BackendEnvironment environment = environment(options, credentials);
        Path own = environment.stateDirectory().resolve("sidecar");
        Identity identity = Identity.of(own);
        journal = KeyJournal.open(own, Clock.systemUTC());
        started = StartedCommands.open(own);
        backend = provider(options.backend()).open(environment);
        timer = Executors.newSingleThreadScheduledExecutor(Sidecar::daemon);
        QueuedThreadPool threads = HttpServer.threads(options);
        Metrics metrics = new Metrics();
        List<Interceptor> all =
                new ArrayList<>(List.of(new AuditInterceptor(records), new MetricsInterceptor(metrics)));
        all.addAll(interceptors);
        handles = new Handles(Interceptors.of(all), options.handleLease(), System::nanoTime);
        calls = new Calls(identity.instance(), new KeyedCalls(journal), credentials, options.concurrentCalls());
        new Gauges(handles).register(metrics, calls);
        router = new Router(identity.boot(), new TokenCheck(options.tokenFile()), handles, metrics);
        new Api(backend, handles, calls, credentials, threads, timer, info(options, identity), started)
                .register(router);
        router.on("GET", Routes.METRICS, Endpoint.simple(exchange -> Reply.metrics(metrics.text())));
        server = HttpServer.create(options, threads, router, new AccessLog(records, metrics), identity.boot());
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
        return start(options, List.of());
    }

    /**
     * Starts a sidecar whose operations pass interceptors of the caller.
     *
     * @param options how
     * @param interceptors the outermost first; they stand behind the sidecar's own audit and metrics
     * @return listening
     * @throws IOException when it cannot listen, or its state cannot be read
     * @throws ShadowException as {@link #start(SidecarOptions)}
     */
    public static Sidecar start(SidecarOptions options, List<Interceptor> interceptors) throws IOException {
        return start(options, interceptors, Records.toLoggers());
    }

    static Sidecar start(SidecarOptions options, List<Interceptor> interceptors, Records records) throws IOException {
        Sidecar sidecar = new Sidecar(options, interceptors, records);
        try {
            sidecar.server.start();
        } catch (Exception e) { // Jetty declares no less
            sidecar.close();
            throw e instanceof IOException known ? known : new IOException(e.getMessage(), e);
        }
        Future<?> unusedSweeps = sidecar.timer.scheduleWithFixedDelay(
                new SlowSenders(sidecar.server, System::nanoTime)::sweep,
                SlowSenders.PERIOD.toMillis(),
                SlowSenders.PERIOD.toMillis(),
                TimeUnit.MILLISECONDS);
        long period = Math.max(1, options.handleLease().toMillis() / 10);
        Future<?> unusedLeases = sidecar.timer.scheduleWithFixedDelay(
                sidecar.handles::closeUnused, period, period, TimeUnit.MILLISECONDS);
        return sidecar;
    }

    private static BackendEnvironment environment(SidecarOptions options, CallCredentials credentials) {
        Map<String, String> code = new HashMap<>();
        options.state().ifPresent(path -> code.put(Setting.STATE_DIRECTORY.name(), path.toString()));
        options.workspaces().ifPresent(path -> code.put(workspaces(options).name(), path.toString()));
        Settings settings = Settings.over(
                code,
                name -> Optional.ofNullable(System.getProperty(name)).or(() -> ownDefault(name)),
                name -> Optional.ofNullable(System.getenv(name)));
        return new BackendEnvironment(
                settings.knowing(provider(options.backend()).settings()), credentials);
    }

    private static Setting workspaces(SidecarOptions options) {
        if (!options.backend().equals("local")) {
            throw Exchange.invalid("only the backend local takes a directory for its workspaces");
        }
        return LocalBackendProvider.WORKSPACES;
    }

    /** A sidecar keeps terminals, unless it is told otherwise: it may be killed, and its people come back. */
    private static Optional<String> ownDefault(String name) {
        Setting log = LocalBackendProvider.TERMINAL_LOG;
        boolean unset = System.getenv(log.environmentVariable()) == null;
        return name.equals(log.name()) && unset ? Optional.of("always") : Optional.empty();
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
                Optional.of(options.backend()),
                Set.of(SidecarInfo.BATCH),
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

    Set<String> routes() {
        return router.routes();
    }

    /** For tests, which have a clock of their own. */
    Server server() {
        return server;
    }

    /**
     * Takes no more calls, lets those under way finish for as long as {@link SidecarOptions#shutdownGrace} says, ends commands,
     * which lets streams and results come to their end, puts terminals on disk, and closes. Does nothing the second time.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        shutdown.begin(server);
        shutdown.awaitCalls(calls, options.shutdownGrace());
        handles.closeAll();
        try {
            server.stop();
        } catch (Exception e) { // Jetty declares no less
            Failure.defect(e);
        }
        timer.shutdownNow();
        backend.close();
        try {
            journal.close();
            started.close();
        } catch (IOException e) {
            Failure.defect(e);
        }
    }
}
