package dev.shadow.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.Shadow;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.command.Command;
import dev.shadow.command.CommandResult;
import dev.shadow.sidecar.Sidecar;
import dev.shadow.sidecar.SidecarOptions;
import dev.shadow.terminal.TerminalEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are cut while the client waits as it does in earnest; {@link RandomCutsTest} has the others. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields up
class CutConnectionsTest {
    private static final long SEED = Long.getLong("shadow.test.seed", System.nanoTime() & 0xffff_ffffL);

    private final Random random = new Random(SEED);

    @TempDir
    private Path directory;

    private Sidecar sidecar;
    private FaultProxy proxy;
    private Shadow shadow;
    private Workspace workspace;

    @BeforeEach
    void start() throws IOException {
        sidecar = Sidecar.start(SidecarOptions.onLoopback(directory));
        proxy = new FaultProxy(sidecar.addresses().get(0));
        shadow = Shadow.builder()
                .mode("remote")
                .set(RemoteBackendProvider.URL, proxy.address())
                .open();
        workspace = shadow.workspaces().prepare(WorkspaceSpec.forTask("cuts"));
    }

    @AfterEach
    void stop() throws IOException {
        proxy.heal();
        workspace.close();
        shadow.close();
        proxy.close();
        sidecar.close();
    }

    private void told(String what) {
        System.out.println(
                what + ": " + proxy.cuts() + " cuts of " + proxy.connections() + " connections, seed " + SEED);
    }

    @Test
    void eventsComeOnceAndInOrder() {
        List<Long> seen = Collections.synchronizedList(new ArrayList<>());
        proxy.cutAnswersAfter(FaultProxy.between(random, 20_000, 80_000));
        try (var subscription = workspace.terminal().subscribe(1, event -> {
            if (event instanceof TerminalEvent.Next next) {
                seen.add(next.entry().sequence());
            }
        })) {
            assertThat(subscription).isNotNull();
            long last = 0;
            for (int i = 0; i < 200; i++) {
                last = workspace.terminal().append(Bytes.utf8("line " + i + " " + "x".repeat(1000)));
            }
            long expected = last;
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !seen.isEmpty() && seen.get(seen.size() - 1) == expected);
        }
        told("events");
        assertThat(proxy.cuts()).isGreaterThan(1);
        assertThat(seen).isSorted().doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(200);
    }

    @Test
    void aCommandWhoseAnswerIsCutRunsOnce() {
        int[] connection = new int[1];
        for (int i = 0; i < 3; i++) {
            proxy.cutAnswersAfter(() -> connection[0]++ % 2 == 0 ? 1 : Integer.MAX_VALUE);
            CommandResult result = workspace.tools().run(Command.shell("echo once >> count.txt"));
            assertThat(result.exit().isSuccess()).isTrue();
        }
        proxy.heal();
        told("commands");
        assertThat(proxy.cuts()).isGreaterThanOrEqualTo(3);
        assertThat(workspace.tools().readFile("count.txt").text()).isEqualTo("once\n".repeat(3));
    }
}
