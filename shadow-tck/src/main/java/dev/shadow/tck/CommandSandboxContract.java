package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shadow.Capability;
import dev.shadow.CommandHandle;
import dev.shadow.DestroyMode;
import dev.shadow.ErrorCode;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.command.Command;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import dev.shadow.command.ResourceLimits;
import dev.shadow.command.Sandbox;
import dev.shadow.command.Signal;
import dev.shadow.shell.ShellSession;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Commands that run confined, or not at all. */
public interface CommandSandboxContract extends CommandFixture {
    /** Without a network. */
    Sandbox ALONE = Sandbox.network(false);

    /**
     * Runs a test where commands can be confined, and elsewhere asserts that nothing runs in the open instead.
     *
     * @param test the test
     */
    default void withSandbox(ThrowingCallable test) {
        Command confined = Command.shell("true").sandbox(ALONE);
        supportedOrRefused(Capability.SANDBOX, test, () -> tools().run(confined));
        supportedOrRefused(Capability.SANDBOX, () -> {}, () -> tools().start(confined));
    }

    /**
     * Runs a shell line confined and without a network.
     *
     * @param line the line
     * @return its result
     */
    default CommandResult confined(String line) {
        return tools().run(Command.shell(line).sandbox(ALONE).timeout(LONG));
    }

    /**
     * What a line says that must succeed in the sandbox.
     *
     * @param line the line
     * @return its standard output
     */
    default String saidInside(String line) {
        CommandResult result = confined(line);
        assertThat(result.exit()).as("%s: %s", line, result.merged().text()).isEqualTo(new Exit.Exited(0));
        return result.stdout().text();
    }

    @Test
    default void aSandboxLetsTheWorkspaceBeChanged() {
        withSandbox(() -> {
            saidInside("echo in > made && mkdir -p d/e && echo deep > d/e/f && test -d .git && touch .git/touched");
            assertThat(tools().readFile("made").text()).isEqualTo("in\n");
            assertThat(tools().run(Command.of("cat", "f").directory("d/e").sandbox(ALONE))
                            .stdout()
                            .text())
                    .isEqualTo("deep\n");
            String here = shell("pwd -P").stdout().text();
            assertThat(saidInside("pwd -P")).isEqualTo(here);
        });
    }

    @Test
    default void aSandboxLetsNothingElseBeChanged() {
        withSandbox(() -> {
            shell(
                    "mkdir -p ../shadow-neighbour && echo mine > ../shadow-neighbour/file && ln -s ../shadow-neighbour out");
            for (String target : new String[] {
                "../shadow-neighbour/file",
                "out/file",
                "../new",
                "/etc/shadow-made",
                "/usr/made",
                "\"$HOME/made\"",
                "/run/made"
            }) {
                assertThat(confined("echo x > " + target).exit().isSuccess())
                        .as(target)
                        .isFalse();
            }
            assertThat(confined("rm -rf ../shadow-neighbour; rm -f /etc/hostname")
                            .exit())
                    .isNotNull();
            shell("test \"$(cat ../shadow-neighbour/file)\" = mine && test ! -e /etc/shadow-made && test ! -e ../new"
                    + " && rm -r ../shadow-neighbour out");
            assertThat(confined("mount -o remount,rw / || mount -t tmpfs none /mnt")
                            .exit()
                            .isSuccess())
                    .isFalse();
            assertThat(saidInside("grep -E '^(CapEff|NoNewPrivs)' /proc/self/status"))
                    .isEqualTo("CapEff:\t0000000000000000\nNoNewPrivs:\t1\n");
        });
    }

    @Test
    default void aSandboxHasATemporaryDirectoryOfItsOwn() {
        withSandbox(() -> {
            assertThat(saidInside("ls -A /tmp | head; echo x > /tmp/shadow-inside; cat /tmp/shadow-inside"))
                    .endsWith("x\n");
            shell("test ! -e /tmp/shadow-inside");
            assertThat(saidInside("test ! -e /tmp/shadow-inside && echo gone")).isEqualTo("gone\n");
        });
    }

    @Test
    default void aSandboxHidesWhatIsShadowsAndOtherWorkspaces() {
        withSandbox(() -> {
            Path elsewhere = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "elsewhere");
            Path secret = elsewhere.resolve("tree/secret");
            try (Workspace other = shadow().workspaces()
                    .prepare(WorkspaceSpec.forTask("elsewhere").directory(elsewhere.resolve("tree")))) {
                other.tools().writeFile("secret", "s");
                shell("test -r " + secret);
                assertThat(confined("cat " + secret).exit().isSuccess()).isFalse();
                assertThat(confined("echo x > " + secret + "2").exit().isSuccess())
                        .isFalse();
                Path state = scratch().resolve("state").toRealPath();
                assertThat(saidInside("find " + state + " -name meta.properties -o -name secret"))
                        .isEmpty();
                String own = shell("pwd -P").stdout().text().strip();
                assertThat(saidInside("ls " + own))
                        .isEqualTo(shell("ls " + own).stdout().text());
            } finally {
                shadow().workspaces().destroy("elsewhere", DestroyMode.DISCARD);
                Files.delete(elsewhere);
            }
        });
    }

    @Test
    default void aSandboxHasNoNetworkUnlessAllowed() {
        withSandbox(() -> {
            assumeTrue(
                    tools().run(Command.of("bash", "-c", "true")).exit().isSuccess(),
                    "not run: bash is needed to connect");
            try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
                Command connect = Command.of("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/" + server.getLocalPort());
                assertThat(tools().run(connect).exit()).isEqualTo(new Exit.Exited(0));
                assertThat(tools().run(connect.sandbox(ALONE)).exit().isSuccess())
                        .isFalse();
                assertThat(tools().run(connect.sandbox(Sandbox.network(true))).exit())
                        .isEqualTo(new Exit.Exited(0));
            }
        });
    }

    @Test
    default void aSandboxSeesItsOwnProcessesOnly() {
        withSandbox(() -> {
            CommandHandle open = tools().start(Command.of("sleep", "1000"));
            long pid = open.info().pid().orElseThrow();
            assertThat(saidInside("grep -l sleep /proc/[0-9]*/comm 2>/dev/null; ls -d /proc/[0-9]* | wc -l")
                            .strip())
                    .matches("[1-9]");
            confined("kill -KILL " + pid + "; kill -KILL -1");
            assertThat(open.info().isRunning()).isTrue();
            open.kill();
        });
    }

    @Test
    default void aSandboxTellsHowItsCommandEnds() {
        withSandbox(() -> {
            for (int code : new int[] {0, 1, 42, 127, 255}) {
                assertThat(confined("exit " + code).exit()).isEqualTo(new Exit.Exited(code));
            }
            assertThat(confined("kill -KILL $$").exit()).isEqualTo(new Exit.Exited(137));
            assertThat(confined("kill -TERM $$").exit()).isEqualTo(new Exit.Exited(143));
            CommandResult both =
                    tools().run(Command.shell("cat; echo err >&2").stdin("é\n").sandbox(ALONE));
            assertThat(both.stdout().text()).isEqualTo("é\n");
            assertThat(both.stderr().text()).isEqualTo("err\n");
            failure(
                    ErrorCode.PROGRAM_NOT_FOUND,
                    () -> tools().run(Command.of("no-such-program").sandbox(ALONE)));
            shell("printf '#!/no/such/interpreter\\n' > bad; chmod +x bad");
            failure(
                    ErrorCode.PROGRAM_NOT_EXECUTABLE,
                    () -> tools().run(Command.of("./bad").sandbox(ALONE)));
        });
    }

    @Test
    default void signalsReachTheCommandInTheSandbox() {
        withSandbox(() -> {
            CommandHandle handle = tools().start(
                            Command.shell("trap 'echo tidied; exit 7' TERM; echo ready; while :; do sleep 0.01; done")
                                    .sandbox(ALONE));
            firstOutput(handle);
            handle.signal(Signal.TERM);
            CommandResult result = handle.await(LONG).orElseThrow();
            assertThat(result.exit()).isEqualTo(new Exit.Exited(7));
            assertThat(result.stdout().text()).isEqualTo("ready\ntidied\n");
        });
    }

    @Test
    default void nothingIsLeftOfASandbox() {
        withSandbox(() -> {
            long seconds = 1_000_000 + System.nanoTime() % 1_000_000;
            String sleep = "sleep " + seconds;
            String tree = "setsid sh -c 'exec " + sleep + "' & (sh -c '" + sleep + " &'); " + sleep + " &";
            String nobody =
                    "! grep -a -l '" + seconds / 10 + "[" + seconds % 10 + "]' /proc/[0-9]*/cmdline 2>/dev/null";
            CommandHandle tidy = tools().start(
                            Command.shell("trap 'echo tidied; exit 0' TERM; " + tree + " echo ready; wait")
                                    .sandbox(ALONE));
            firstOutput(tidy);
            tidy.kill();
            assertThat(tidy.await(LONG).orElseThrow().exit()).isEqualTo(new Exit.Cancelled());
            assertThat(tidy.await(LONG).orElseThrow().stdout().text()).isEqualTo("ready\ntidied\n");
            shell(nobody);
            CommandResult slow = tools().run(
                            Command.shell("trap '' TERM; " + tree + " echo on; while :; do sleep 1; done")
                                    .sandbox(ALONE)
                                    .timeout(Duration.ofMillis(700)));
            assertThat(slow.exit()).isInstanceOf(Exit.TimedOut.class);
            assertThat(slow.stdout().text()).isEqualTo("on\n");
            shell(nobody);
            assertThat(confined(tree + " echo done").stdout().text()).isEqualTo("done\n");
            shell("for i in 1 2 3 4 5 6 7 8 9 10; do " + nobody + " && exit 0; sleep 0.2; done; exit 1");
        });
    }

    @Test
    default void aTerminalAndASessionMayBeConfined() {
        withSandbox(() -> {
            supportedOrRefused(
                    Capability.PTY,
                    () -> {
                        CommandHandle handle = tools().start(Command.of("bash", "--norc", "-i")
                                .environment("PS1", "> ")
                                .pty(80, 24)
                                .openStdin()
                                .sandbox(ALONE));
                        try (TerminalScreen screen = new TerminalScreen(handle)) {
                            screen.await("> ")
                                    .type("stty size; echo $((6*7))\n")
                                    .await("24 80")
                                    .await("42");
                            // A shell may miss the key while it is starting a program: the program says that it runs.
                            screen.type("sh -c 'echo run$((4+3)); exec sleep 1000'\n")
                                    .await("run7")
                                    .type("\u0003")
                                    .await("> ");
                            screen.type("exit 3\n").awaitEnd();
                        }
                        assertThat(handle.await(LONG).orElseThrow().exit()).isEqualTo(new Exit.Exited(3));
                    },
                    () -> tools().run(Command.shell("true").pty(80, 24).sandbox(ALONE)));
            try (ShellSession session =
                    ShellSession.open(tools(), Command.of("sh").sandbox(ALONE))) {
                session.run("A=kept; ls -d /proc/[0-9]* | wc -l");
                assertThat(session.run("echo $A; echo x > inside").stdout().text())
                        .isEqualTo("kept\n");
            }
            assertThat(tools().readFile("inside").text()).isEqualTo("x\n");
        });
    }

    @Test
    default void aSandboxKeepsLimits() {
        withSandbox(() -> {
            Command limited = Command.shell("ulimit -n; exit 5").limits(ResourceLimits.NONE.openFiles(77));
            supportedOrRefused(
                    Capability.RESOURCE_LIMITS,
                    () -> {
                        CommandResult result = tools().run(limited.sandbox(ALONE));
                        assertThat(result.stdout().text()).isEqualTo("77\n");
                        assertThat(result.exit()).isEqualTo(new Exit.Exited(5));
                    },
                    () -> tools().run(limited));
        });
    }

    @Test
    default void aSandboxOutlivesTheThreadThatStartedIt() {
        withSandbox(() -> {
            Thread starter = new Thread(() -> tools().start(Command.shell("echo ready; read x; echo $x")
                    .openStdin()
                    .sandbox(ALONE)
                    .id("orphaned")));
            starter.start();
            starter.join(LONG.toMillis());
            CommandHandle handle = tools().command("orphaned");
            firstOutput(handle);
            handle.write("on\n");
            CommandResult result = handle.await(LONG).orElseThrow();
            assertThat(result.exit()).isEqualTo(new Exit.Exited(0));
            assertThat(result.stdout().text()).isEqualTo("ready\non\n");
        });
    }
}
