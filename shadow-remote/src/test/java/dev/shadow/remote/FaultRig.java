package dev.shadow.remote;

import dev.shadow.CallOptions;
import dev.shadow.Shadow;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.tck.OriginRepository;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.awaitility.Awaitility;

/** A sidecar that is reached through a proxy with faults, by a client that does not wait before it tries again. */
final class FaultRig implements AutoCloseable {
    /** Short, so that silence is noticed soon; a stream that has nothing to tell is made anew, which does no harm. */
    private static final Patience SHORT =
            new Patience(Duration.ofMillis(1_500), Duration.ofSeconds(1), Duration.ofMillis(500));

    private final FaultProxy proxy;
    private final Pause pause;
    private volatile Runnable pauses = () -> {};
    private final OkHttpClient http;
    private final Shadow shadow;
    private final Workspace workspace;
    private final Shadow directShadow;
    private final Workspace direct;

    /**
     * Opens a workspace of the sidecar twice, through the proxy and directly.
     *
     * @param address where the sidecar listens
     */
    FaultRig(String address, WorkspaceSpec spec) throws IOException {
        this(address, spec, time -> {});
    }

    /** The same, with a client that waits as it is told to. */
    FaultRig(String address, WorkspaceSpec spec, Pause pause) throws IOException {
        this.pause = pause;
        proxy = new FaultProxy(address);
        SidecarAddress through = SidecarAddress.parse(proxy.address());
        http = Transport.create(through, Optional.empty());
        shadow = Shadow.builder()
                .backend(new RemoteUnderTest(through, http, SHORT, this::pause))
                .mode(RemoteUnderTest.NAME)
                .open();
        workspace = shadow.workspaces().prepare(spec);
        directShadow = Shadow.builder()
                .mode("remote")
                .set(RemoteBackendProvider.URL, address)
                .open();
        direct = directShadow.workspaces().open(spec.id());
    }

    private void pause(Duration time) throws InterruptedException {
        pauses.run();
        pause.sleep(time);
    }

    /** From now on nobody listens, until the client waits before it tries again, or for good. */
    void refuse(boolean forGood) throws IOException {
        pauses = forGood ? () -> {} : proxy::listenAgain;
        proxy.refuse();
        http.connectionPool().evictAll();
    }

    /** From now on connections get these faults; those that stand are gone, and the client knows. */
    void arm(Supplier<Fault> faults) {
        proxy.arm(faults);
        http.connectionPool().evictAll();
    }

    void heal() {
        pauses = () -> {};
        proxy.listenAgain();
        arm(() -> Fault.NONE);
    }

    FaultProxy proxy() {
        return proxy;
    }

    /** Through the proxy by an opening of its own, whose breaker knows no earlier failures; calls have this time. */
    FaultCase.Place place(OriginRepository origin, String tag, Duration time) {
        Workspace through = shadow.workspaces().open(direct.id()).with(CallOptions.DEFAULT.timeout(time));
        return new FaultCase.Place(through, direct, origin, tag, new AtomicReference<>());
    }

    /** Through the proxy. */
    Workspace workspace() {
        return workspace;
    }

    /** Without faults. */
    Workspace direct() {
        return direct;
    }

    @Override
    public void close() throws IOException {
        heal();
        workspace.close();
        shadow.close();
        Awaitility.await("the client lets go of every connection")
                .atMost(Duration.ofSeconds(30))
                .until(() -> proxy.openConnections() == 0);
        direct.close();
        directShadow.close();
        proxy.close();
    }
}
