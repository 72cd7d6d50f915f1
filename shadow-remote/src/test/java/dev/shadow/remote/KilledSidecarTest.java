package dev.shadow.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.Bytes;
import dev.shadow.CommandHandle;
import dev.shadow.ErrorCode;
import dev.shadow.Shadow;
import dev.shadow.ShadowException;
import dev.shadow.Subscription;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.command.Channel;
import dev.shadow.command.Command;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import dev.shadow.file.WriteRequest;
import dev.shadow.terminal.TerminalEvent;
import dev.shadow.watch.WatchEvent;
import dev.shadow.watch.WatchRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.OkHttpClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the sidecar in every state, and another one in its place with the same state directory. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields up
@ExtendWith(LeakedConnections.class)
class KilledSidecarTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final List<String> PROPERTIES = List.of("shadow.terminal.log=always");

    @TempDir
    private Path directory;

    private SidecarProcess sidecar;
    private Shadow shadow;
    private Workspace workspace;
    private volatile CountDownLatch restarted = new CountDownLatch(0);

    @BeforeEach
    void start() {
        sidecar = sidecar(0);
        SidecarAddress address = SidecarAddress.parse(sidecar.address());
        OkHttpClient http = Transport.create(address, Optional.empty());
        shadow = Shadow.builder()
                .backend(new RemoteUnderTest(address, http, Patience.SYSTEM, this::pause))
                .mode(RemoteUnderTest.NAME)
                .open();
        workspace = shadow.workspaces().prepare(WorkspaceSpec.forTask("killed"));
    }

    private SidecarProcess sidecar(int port) {
        return SidecarProcess.start(directory.resolve("state"), PROPERTIES, "--port", Integer.toString(port));
    }

    @AfterEach
    void stop() {
        workspace.close();
        shadow.close();
        sidecar.kill();
    }

    private void killAndRestart() {
        restarted = new CountDownLatch(1);
        int port = sidecar.port();
        sidecar.kill();
        sidecar = sidecar(port);
        restarted.countDown();
    }

    /** As long as the sidecar takes to start again, on however slow a machine. */
    private void pause(Duration time) throws InterruptedException {
        Pause.SYSTEM.sleep(SHORT);
        if (!restarted.await(LONG.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the sidecar did not start");
        }
    }

    private Path file(String name) {
        return directory.resolve("state/trees/killed").resolve(name);
    }

    private void awaitFile(String name) {
        Awaitility.await().atMost(LONG).until(() -> Files.exists(file(name)));
    }

    @Tag("soak")
    @Test
    void idle() {
        workspace.tools().writeFile("f", "before");
        killAndRestart();
        assertThat(workspace.tools().readFile("f").text()).isEqualTo("before");
        workspace.tools().writeFile("g", "after");
        assertThat(workspace.tools().run(Command.of("cat", "g")).stdout().text())
                .isEqualTo("after");
    }

    @Test
    void aCommandThatWasStartedAndRuns() throws Exception {
        CommandHandle started = workspace
                .tools()
                .start(Command.shell("echo once >> count; while :; do echo beat >> beats; sleep 0.05; done"));
        CompletableFuture<CommandResult> exit = started.onExit();
        awaitFile("beats");
        killAndRestart();
        assertThat(exit.get(60, TimeUnit.SECONDS).exit()).isInstanceOf(Exit.Unknown.class);
        assertThat(started.await(LONG).orElseThrow().exit()).isInstanceOf(Exit.Unknown.class);
        assertThat(Files.readString(file("count"))).isEqualTo("once\n");
        awaitStandstill("beats");
    }

    /** What a killed sidecar left running is ended when its workspace is opened again. */
    private void awaitStandstill(String name) {
        long[] size = new long[1];
        Awaitility.await()
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> size[0] == (size[0] = Files.size(file(name))));
    }

    @Tag("soak")
    @Test
    void aRunBeforeItsEffect() throws Exception {
        CompletableFuture<CommandResult> run = running("touch began; sleep 2; echo once >> count");
        awaitFile("began");
        killAndRestart();
        assertThat(run.get(60, TimeUnit.SECONDS).exit()).isInstanceOf(Exit.Unknown.class);
        assertThat(Files.exists(file("count")) ? Files.readString(file("count")) : "once\n")
                .isEqualTo("once\n");
    }

    @Test
    void aRunAfterItsEffect() throws Exception {
        CompletableFuture<CommandResult> run = running("echo once >> count; touch began; sleep 1000");
        awaitFile("began");
        killAndRestart();
        assertThat(run.get(60, TimeUnit.SECONDS).exit()).isInstanceOf(Exit.Unknown.class);
        assertThat(Files.readString(file("count"))).isEqualTo("once\n");
    }

    private CompletableFuture<CommandResult> running(String line) {
        return CompletableFuture.supplyAsync(() -> workspace.tools().run(Command.shell(line)));
    }

    @Tag("soak")
    @Test
    void aRunThatEndedAndWasNotTold() throws Exception {
        try (FaultRig rig = new FaultRig(sidecar.address(), WorkspaceSpec.forTask("killed"), this::pause)) {
            rig.arm(new Fault(Fault.Kind.STALL, 0).times(1));
            CompletableFuture<CommandResult> run = CompletableFuture.supplyAsync(
                    () -> rig.workspace().tools().run(Command.shell("echo once >> count; echo out")));
            Awaitility.await().atMost(LONG).until(() -> rig.proxy().cuts() == 1);
            killAndRestart();
            CommandResult result = run.get(60, TimeUnit.SECONDS);
            assertThat(result.exit()).isEqualTo(new Exit.Exited(0));
            assertThat(result.stdout().text()).isEqualTo("out\n");
            assertThat(Files.readString(file("count"))).isEqualTo("once\n");
        }
    }

    @Tag("soak")
    @Test
    void aCommandThatWasStartedAndEndedAndWasNotTold() {
        CommandHandle started = workspace.tools().start(Command.shell("echo once >> count"));
        awaitFile("count");
        killAndRestart();
        Exit exit = started.await(LONG).orElseThrow().exit();
        assertThat(exit).isInstanceOfAny(Exit.Unknown.class, Exit.Exited.class);
        assertThat(workspace.tools().readFile("count").text()).isEqualTo("once\n");
    }

    @Tag("soak")
    @Test
    void anUploadThatIsHalfDone() {
        workspace.tools().writeFile("f", "old");
        AtomicBoolean killed = new AtomicBoolean();
        InputStream half = new ByteArrayInputStream(new byte[3 << 20]);
        InputStream rest = new ByteArrayInputStream(new byte[3 << 20]) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                if (killed.compareAndSet(false, true)) {
                    killAndRestart();
                }
                return super.read(target, offset, length);
            }
        };
        ShadowException failure = catchThrowableOfType(
                ShadowException.class, () -> workspace.tools().upload("f", new SequenceInputStream(half, rest)));
        assertThat(failure.code()).isEqualTo(ErrorCode.CONNECTION_LOST);
        assertThat(failure.message()).contains("as it was");
        assertThat(workspace.tools().readFile("f").text()).isEqualTo("old");
        workspace.tools().upload("f", new ByteArrayInputStream(new byte[] {'n', 'e', 'w'}));
        assertThat(workspace.tools().readFile("f").text()).isEqualTo("new");
    }

    @Tag("soak")
    @Test
    void anUploadWhoseEndWasNotTold() throws Exception {
        try (FaultRig rig = new FaultRig(sidecar.address(), WorkspaceSpec.forTask("killed"), this::pause)) {
            InputStream content = new ByteArrayInputStream(new byte[] {'n', 'e', 'w'}) {
                @Override
                public synchronized int read(byte[] target, int offset, int length) {
                    int count = super.read(target, offset, length);
                    if (count < 0) {
                        rig.arm(new Fault(Fault.Kind.STALL, 200).times(1)); // lets the last part pass, and not the end
                    }
                    return count;
                }
            };
            CompletableFuture<Object> upload = CompletableFuture.supplyAsync(
                    () -> rig.workspace().tools().upload("f", content).size());
            Awaitility.await().atMost(LONG).until(() -> rig.proxy().cuts() == 1);
            awaitFile("f");
            killAndRestart();
            assertThat(upload.get(60, TimeUnit.SECONDS)).isEqualTo(3L);
        }
        assertThat(workspace.tools().readFile("f").text()).isEqualTo("new");
    }

    @Tag("soak")
    @Test
    void aTerminalOfACommandThatIsFollowed() {
        CommandHandle shell = workspace
                .tools()
                .start(Command.shell("echo once >> count; echo hello; cat")
                        .openStdin()
                        .pty(80, 24));
        List<Bytes> seen = Collections.synchronizedList(new ArrayList<>());
        try (Subscription follower = shell.output(Channel.MERGED, 0, chunk -> seen.add(chunk.bytes()))) {
            Awaitility.await().atMost(LONG).until(() -> !seen.isEmpty());
            killAndRestart();
            ShadowException failure = failure(follower);
            assertThat(failure.code()).isEqualTo(ErrorCode.OUTCOME_UNKNOWN);
        }
        assertThat(shell.await(LONG).orElseThrow().exit()).isInstanceOf(Exit.Unknown.class);
        assertThat(workspace.tools().readFile("count").text()).isEqualTo("once\n");
    }

    private static ShadowException failure(Subscription follower) {
        try {
            follower.completion().get(60, TimeUnit.SECONDS);
            throw new AssertionError("it went on");
        } catch (java.util.concurrent.ExecutionException e) {
            return (ShadowException) e.getCause();
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Tag("soak")
    @Test
    void aWatchTellsAGapAndGoesOn() {
        List<WatchEvent> seen = Collections.synchronizedList(new ArrayList<>());
        try (Subscription watch = workspace.watch(WatchRequest.of("."), seen::add)) {
            workspace.tools().writeFile("one", "x");
            Awaitility.await().atMost(LONG).until(() -> tells(seen, WatchEvent.Kind.CREATED, "one"));
            killAndRestart();
            Awaitility.await().atMost(LONG).until(() -> tells(seen, WatchEvent.Kind.GAP, "."));
            workspace.tools().writeFile("two", "x");
            Awaitility.await()
                    .atMost(LONG)
                    .until(() ->
                            tells(seen, WatchEvent.Kind.CREATED, "two") || tells(seen, WatchEvent.Kind.PRESENT, "two"));
            assertThat(tells(seen, WatchEvent.Kind.PRESENT, "one")).isTrue();
            assertThat(watch.completion()).isNotDone();
        }
    }

    private static boolean tells(List<WatchEvent> seen, WatchEvent.Kind kind, String path) {
        synchronized (seen) {
            return seen.stream()
                    .anyMatch(event -> event.kind() == kind && event.path().equals(path));
        }
    }

    @Test
    void terminalsAreRestoredAndTheirReadersGoOn() {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        try (Subscription reader = workspace.terminal().subscribe(1, event -> {
            if (event instanceof TerminalEvent.Next next) {
                seen.add(next.entry().sequence() + " " + next.entry().bytes().utf8());
            }
        })) {
            for (int i = 0; i < 100; i++) {
                workspace.terminal().append(Bytes.utf8("line " + i));
            }
            long next = workspace.terminal().persist();
            assertThat(next).isPositive();
            Awaitility.await().atMost(LONG).until(() -> seen.size() == 100);
            List<String> before = List.copyOf(seen);
            killAndRestart();
            long after = workspace.terminal().append(Bytes.utf8("after"));
            Awaitility.await().atMost(LONG).until(() -> seen.contains(after + " after"));
            assertThat(seen).startsWith(before.toArray(String[]::new)).doesNotHaveDuplicates();
            List<String> restored = new ArrayList<>();
            workspace
                    .terminal()
                    .snapshot(1, 1_000)
                    .forEach(entry ->
                            restored.add(entry.sequence() + " " + entry.bytes().utf8()));
            assertThat(restored).containsAll(before);
            assertThat(reader.completion()).isNotDone();
        }
    }

    @Tag("soak")
    @Test
    void aWriteThatWasDoneIsNotDoneAgain() throws Exception {
        try (FaultRig rig = new FaultRig(sidecar.address(), WorkspaceSpec.forTask("killed"), this::pause)) {
            rig.arm(new Fault(Fault.Kind.STALL, 0).times(1));
            CompletableFuture<Object> write = CompletableFuture.supplyAsync(() -> rig.workspace()
                    .tools()
                    .writeFile(WriteRequest.of("f", "new").ifAbsent())
                    .created());
            Awaitility.await().atMost(LONG).until(() -> rig.proxy().cuts() == 1);
            killAndRestart();
            assertThat(write.get(60, TimeUnit.SECONDS)).isEqualTo(true);
        }
    }

    @Tag("soak")
    @Test
    void aClientInANewProcessGoesOnWithACommandByItsId() throws Exception {
        workspace
                .tools()
                .start(Command.shell("read line; echo got $line").openStdin().id("by-id"));
        Process client = ChildClient.start(
                Map.of("AGENT_MODE", "remote", "SHADOW_REMOTE_URL", sidecar.address()), "killed", "by-id", "hello");
        String said = new String(client.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(client.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("Exited[status=0] got hello");
    }
}
