package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.shadow.ErrorCode;
import dev.shadow.OnLastClose;
import dev.shadow.ShadowException;
import dev.shadow.command.Channel;
import dev.shadow.command.Command;
import dev.shadow.command.CommandInfo;
import dev.shadow.command.CommandOperation;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a store of local processes does, however it starts them. */
abstract class ProcessStoreContract {
    private final ProcessControls controls;

    private static final Duration GRACE = Duration.ofMillis(500);

    @TempDir
    private Path scratch;

    private Path root;
    private Path state;
    private CommandsOnly workspace;

    ProcessStoreContract(ProcessControls controls) {
        this.controls = controls;
    }

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(scratch.resolve("root"));
        state = scratch.resolve("state");
        workspace = new CommandsOnly(root, state, controls);
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private <R> R call(Operation<R> operation) throws InterruptedException {
        return workspace.execute(
                operation,
                new CallContext("test", Deadline.after(operation.defaultTimeout()), "request", Optional.empty()));
    }

    private CommandResult run(String line) throws InterruptedException {
        return call(new CommandOperation.Run(Command.shell(line)));
    }

    private static ShadowException failure(ErrorCode code, ThrowingCallable call) {
        ShadowException failure = catchThrowableOfType(ShadowException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.code()).as(failure.message()).isEqualTo(code);
        return failure;
    }

    private boolean isGone(String file) {
        try {
            long pid = Long.parseLong(Files.readString(root.resolve(file)).strip());
            return ProcFs.stat(pid).filter(ProcFs.Stat::isRunning).isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isWritten(String file) throws IOException {
        return Files.exists(root.resolve(file)) && Files.size(root.resolve(file)) > 0;
    }

    @Test
    void refusesTextThatTheLocaleCannotWrite() throws IOException {
        Files.createDirectory(root.resolve("naïve"));
        NativeEncoding ascii = new NativeEncoding(StandardCharsets.US_ASCII);
        try (LocalProcessStore store = new LocalProcessStore(root, state, controls, List::of, ascii)) {
            ShadowException argument =
                    failure(ErrorCode.NATIVE_ENCODING, () -> store.start("a", Command.of("echo", "secret é")));
            assertThat(argument.message()).contains("LC_ALL=C.UTF-8").doesNotContain("secret");
            failure(ErrorCode.NATIVE_ENCODING, () -> store.start("b", Command.shell("echo é")));
            failure(
                    ErrorCode.NATIVE_ENCODING,
                    () -> store.start("c", Command.of("env").environment("NAME", "secret é")));
            failure(
                    ErrorCode.NATIVE_ENCODING,
                    () -> store.start("d", Command.of("pwd").directory("naïve")));
        }
    }

    @Test
    void endsWhatAKilledOwnerLeft() throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AbandonedOwner.class.getName(),
                        root.toString(),
                        state.toString(),
                        controls.name())
                .inheritIO()
                .start();
        try {
            await().atMost(60, TimeUnit.SECONDS).until(() -> isWritten("here") && isWritten("away"));
            workspace.store.endOrphans(GRACE);
            assertThat(isGone("here")).as("its owner lives").isFalse();
        } finally {
            owner.destroyForcibly().waitFor();
        }
        assertThat(isGone("here")).isFalse();
        try (Stream<Path> stores = Files.list(state)) {
            assertThat(stores).isNotEmpty();
        }
        workspace.store.endOrphans(GRACE);
        assertThat(isGone("here")).isTrue();
        assertThat(isGone("away")).isTrue();
        try (Stream<Path> stores = Files.list(state)) {
            assertThat(stores).isEmpty();
        }
    }

    @Test
    void closingEndsWhatEndedCommandsLeftBehind() throws Exception {
        run("setsid sleep 1000 & echo $! > left; (sh -c 'sleep 1000 & echo $! > twice' &); while ! test -s twice;"
                + " do :; done");
        assertThat(isGone("left")).isFalse();
        assertThat(isGone("twice")).isFalse();
        workspace.close();
        assertThat(isGone("left")).isTrue();
        assertThat(isGone("twice")).isTrue();
    }

    @Test
    void closingEndsRunningCommandsAndStartsNoMore() throws Exception {
        CommandInfo info = call(new CommandOperation.Start(Command.shell("echo $$ > pid; exec sleep 1000")));
        await().until(() -> isWritten("pid"));
        workspace.engine.close();
        assertThat(isGone("pid")).isTrue();
        assertThat(call(new CommandOperation.Describe(info.id())).exit()).contains(new Exit.Cancelled());
        failure(ErrorCode.CLOSED, () -> run("true"));
    }

    /** Children that left the session go as fast as the rest. What ignores TERM has its grace first. */
    @Test
    void aKilledTreeIsEmptyWithinASecond() throws Exception {
        call(new CommandOperation.Start(Command.shell("for i in 0 1 2 3 4 5 6 7 8 9; do"
                        + " (setsid sh -c \"echo \\$\\$ > pid$i; exec sleep 1000\" &); done; echo $$ > pid; sleep 1000")
                .id("tree")));
        List<String> pids = new ArrayList<>(List.of("pid"));
        for (int i = 0; i < 10; i++) {
            pids.add("pid" + i);
        }
        for (String pid : pids) {
            await().until(() -> isWritten(pid));
        }
        long start = System.nanoTime();
        call(new CommandOperation.Kill("tree"));
        await().pollInterval(5, TimeUnit.MILLISECONDS).until(() -> pids.stream().allMatch(this::isGone));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void closingKeepsCommandsWhenAsked() throws Exception {
        call(new CommandOperation.Start(Command.shell(
                "echo $$ > pid; while ! test -e go; do sleep 0.01; done; seq 1 50000; echo $? > status")));
        await().until(() -> isWritten("pid"));
        workspace.engine.close(OnLastClose.KEEP);
        failure(ErrorCode.CLOSED, () -> run("true"));
        Files.createFile(root.resolve("go"));
        await().atMost(60, TimeUnit.SECONDS).until(() -> isWritten("status") && isGone("pid"));
        assertThat(Files.readString(root.resolve("status"))).isEqualTo("0\n");
    }

    @Test
    void leavesNoThreadAndNoFileAndNoDescriptor() throws Exception {
        run("true");
        long before = descriptors();
        for (int i = 0; i < 50; i++) {
            run("seq 1 100000; sleep 1000 & ");
        }
        workspace.close();
        assertThat(state).isEmptyDirectory();
        await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> {
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("shadow-io-"));
            assertThat(descriptors()).isLessThanOrEqualTo(before);
        });
    }

    @Test
    void handsOnNoDescriptorOfThisProcess() throws Exception {
        try (var open = Files.newInputStream(Files.writeString(root.resolve("open"), "x"))) {
            assertThat(open.read()).isEqualTo('x');
            assertThat(run("exec ls /proc/self/fd").stdout().text()).isEqualTo("0\n1\n2\n3\n"); // the 3 is of ls
        }
    }

    @Test
    void handsOnVariablesToTheByte() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process child = new ProcessBuilder(
                        "sh",
                        "-c",
                        "RAW=$(printf 'a\\351b') exec \"$@\"",
                        "sh",
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        RawVariable.class.getName(),
                        root.toString(),
                        state.toString(),
                        controls.name())
                .start();
        assertThat(ChildJvm.output(child)).isEqualTo(" 61 e9 62\n");
    }

    /** Runs in its own process, with a variable that is no text in its locale. */
    static final class RawVariable {
        private RawVariable() {}

        public static void main(String[] args) throws Exception {
            ProcessControls controls = ProcessControls.valueOf(args[2]);
            try (CommandsOnly workspace = new CommandsOnly(Path.of(args[0]), Path.of(args[1]), controls)) {
                CommandResult result = workspace.execute(
                        new CommandOperation.Run(Command.shell("printf %s \"$RAW\" | od -An -tx1")),
                        new CallContext("test", Deadline.after(Duration.ofMinutes(1)), "request", Optional.empty()));
                System.out.print(result.stdout().text());
            }
        }
    }

    @Test
    void doubleForkingCommandsLeaveNoZombieAndTellTheirExitCode() throws Exception {
        doubleFork(150);
    }

    @Test
    @Tag("soak")
    @Timeout(600)
    void tenThousandDoubleForkingCommandsLeaveNoZombieAndTellTheirExitCode() throws Exception {
        doubleFork(10_000);
    }

    private void doubleFork(int commands) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            callers.add(CompletableFuture.runAsync(() -> {
                for (int i = next.getAndIncrement(); i < commands; i = next.getAndIncrement()) {
                    assertThat(runQuietly("(sh -c 'exec sleep 0.05' &); exit " + i % 256)
                                    .exit())
                            .isEqualTo(new Exit.Exited(i % 256));
                }
            }));
        }
        for (CompletableFuture<Void> caller : callers) {
            caller.get(580, TimeUnit.SECONDS);
        }
        await().atMost(30, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(zombies()).isZero());
    }

    private CommandResult runQuietly(String line) {
        try {
            return run(line);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static long zombies() {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .flatMap(path ->
                            ProcFs.stat(Long.parseLong(path.getFileName().toString())).stream())
                    .filter(stat -> stat.parent() == ProcFs.self().pid() && !stat.isRunning())
                    .count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void twoHundredCommandsAtOnceLeaveNoThread() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(200);
        try {
            List<Future<CommandResult>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                calls.add(callers.submit(() -> run("seq 1 1000; sleep 0.1")));
            }
            for (Future<CommandResult> call : calls) {
                assertThat(call.get(100, TimeUnit.SECONDS).stdout().totalBytes())
                        .isEqualTo(3_893);
            }
        } finally {
            callers.shutdownNow();
        }
        workspace.close();
        await().atMost(30, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("shadow-io-") || name.startsWith("shadow-delivery-")));
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    @Test
    void runsCommandsWhereTheStateDirectoryCannotBeWritten() throws Exception {
        Files.createFile(state);
        CommandResult result = run("seq -f %09.0f 1 500000; echo err >&2");
        assertThat(result.exit()).isEqualTo(new Exit.Exited(0));
        assertThat(result.stdout().totalBytes()).isEqualTo(5_000_000);
        assertThat(result.stdout().head().utf8()).startsWith("000000001\n");
        assertThat(result.stdout().tail().utf8()).endsWith("\n000500000\n");
        assertThat(result.stderr().text()).isEqualTo("err\n");
        var middle = call(new CommandOperation.ReadOutput(result.id(), Channel.STDOUT, 1_000_000, 10));
        assertThat(middle.missing()).isPositive();
        assertThat(middle.offset()).isEqualTo(1_000_000 + middle.missing());
        Files.delete(state);
    }
}
