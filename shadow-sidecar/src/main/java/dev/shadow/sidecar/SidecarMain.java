package dev.shadow.sidecar;

import dev.shadow.ShadowException;
import dev.shadow.spi.Interceptor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The sidecar as a program. Each flag may also be given as a system property or an environment variable. */
@Command(
        name = "shadow-sidecar",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = SidecarMain.Version.class,
        description = "Serves workspaces over HTTP.",
        footer = {
            "",
            "A flag that is not given is taken from the system property shadow.sidecar.FLAG or the environment variable"
                    + " SHADOW_SIDECAR_FLAG, such as shadow.sidecar.token-file and SHADOW_SIDECAR_TOKEN_FILE. What the"
                    + " backend can be told, such as shadow.terminal.log (here always by default), is read likewise."
        })
public final class SidecarMain implements Callable<Integer> {
    private static final int UNUSABLE = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            description = "Where workspaces are put. Default: in the state directory.")
    private @Nullable Path workspace;

    @Option(names = "--state", paramLabel = "DIR", description = "Shadow's own files. Default: $XDG_STATE_HOME/shadow.")
    private @Nullable Path state;

    @Option(
            names = "--backend",
            defaultValue = "local",
            description = "Whose workspaces are served. Default: ${DEFAULT-VALUE}.")
    private String backend = "local";

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "The address to listen on. Default: ${DEFAULT-VALUE}.")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", description = "The port to listen on; 0 for any. Default: none.")
    private @Nullable Integer port;

    @Option(
            names = "--unix-socket",
            paramLabel = "PATH",
            description = "A unix domain socket to listen on. Default: none.")
    private @Nullable Path unixSocket;

    @Option(
            names = "--token-file",
            paramLabel = "F",
            description = "The token that requests must bring; read again when it changes. Needed but on loopback."
                    + " Default: none.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--tls-certificate",
            paramLabel = "F",
            description = "PEM chain to serve HTTPS with. Default: none.")
    private @Nullable Path tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "F", description = "PEM key of the certificate, PKCS #8. Default: none.")
    private @Nullable Path tlsKey;

    @Option(
            names = "--max-request",
            paramLabel = "BYTES",
            defaultValue = "16777216",
            description = "The largest body of a request. Default: ${DEFAULT-VALUE}.")
    private long maxRequest = 16 << 20;

    @Option(
            names = "--max-calls",
            paramLabel = "N",
            defaultValue = "256",
            description = "How many calls may be under way, streams apart. Default: ${DEFAULT-VALUE}.")
    private int maxCalls = 256;

    @Option(
            names = "--handle-lease",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long an opened workspace stays open that nobody uses. Default: ${DEFAULT-VALUE}.")
    private int handleLease = 600;

    @Option(
            names = "--shutdown-grace",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long answers may take to finish when the sidecar is stopped. Default: ${DEFAULT-VALUE}.")
    private int shutdownGrace = 10;

    @Option(
            names = "--check",
            description = "Starts, asks itself whether it is ready, and ends with 0 when it is. Default: off.")
    private boolean check;

    private SidecarMain() {}

    /**
     * Starts a sidecar and waits for its end.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new SidecarMain()).setDefaultValueProvider(new Given());
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Sidecar sidecar;
        try {
            sidecar = Sidecar.start(options(), found());
        } catch (IOException | ShadowException e) {
            err.println("shadow-sidecar: " + e.getMessage());
            return UNUSABLE;
        }
        if (check) {
            return check(sidecar);
        }
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            sidecar.close();
                            ended.countDown();
                        },
                        "sidecar-shutdown"));
        PrintWriter out = spec.commandLine().getOut();
        out.println("listening on " + sidecar.addresses());
        out.flush();
        ended.await();
        return 0;
    }

    /** Such as the one of shadow-opentelemetry, when it is on the class path. */
    private static List<Interceptor> found() {
        return ServiceLoader.load(Interceptor.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    private Integer check(Sidecar sidecar) {
        try (sidecar) {
            String answer = SelfCheck.ask(sidecar.addresses().get(0));
            spec.commandLine().getOut().println(answer);
            return answer.startsWith("HTTP/1.1 200") ? 0 : UNUSABLE;
        } catch (IOException e) {
            spec.commandLine().getErr().println("shadow-sidecar: " + e.getMessage());
            return UNUSABLE;
        }
    }

    private SidecarOptions options() {
        if ((tlsCertificate == null) != (tlsKey == null)) {
            throw Exchange.invalid("--tls-certificate and --tls-key go together");
        }
        Optional<SidecarOptions.Tls> tls = tlsCertificate == null || tlsKey == null
                ? Optional.empty()
                : Optional.of(new SidecarOptions.Tls(tlsCertificate, tlsKey));
        return new SidecarOptions(
                backend,
                Optional.ofNullable(workspace),
                Optional.ofNullable(state),
                host,
                Optional.ofNullable(port),
                Optional.ofNullable(unixSocket),
                Optional.ofNullable(tokenFile),
                tls,
                maxRequest,
                maxCalls,
                Duration.ofSeconds(handleLease),
                Duration.ofSeconds(shutdownGrace));
    }

    /** Values that were given otherwise than by a flag. */
    static final class Given implements IDefaultValueProvider {
        @Override
        public @Nullable String defaultValue(ArgSpec argument) {
            if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
                return null;
            }
            String flag = option.longestName().substring(2);
            String property = System.getProperty("shadow.sidecar." + flag);
            return property != null
                    ? property
                    : System.getenv("SHADOW_SIDECAR_" + flag.replace('-', '_').toUpperCase(Locale.ROOT));
        }
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = SidecarMain.class.getPackage().getImplementationVersion();
            return new String[] {version == null ? "unknown" : version};
        }
    }
}
