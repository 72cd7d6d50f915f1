package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Capability;
import dev.shadow.CommandHandle;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Command;
import dev.shadow.command.CommandInfo;
import dev.shadow.command.Exit;
import dev.shadow.shell.ShellResult;
import dev.shadow.shell.ShellResult.Shell;
import dev.shadow.shell.ShellSession;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What {@link ShellSession} promises over any backend whose commands take input. */
public interface ShellSessionContract extends CommandFixture {
    /**
     * Runs a test with a session of bash and with one of sh.
     *
     * @param test the test
     */
    default void withShells(Consumer<ShellSession> test) {
        withPrograms(() -> supportedOrRefused(
                Capability.STDIN_OPEN,
                () -> {
                    for (Command shell : new Command[] {Command.of("bash", "--norc"), Command.of("sh")}) {
                        try (ShellSession session = ShellSession.open(tools(), shell)) {
                            test.accept(session);
                        }
                    }
                    assertThat(tools().commands()).noneMatch(CommandInfo::isRunning);
                },
                () -> ShellSession.open(tools())));
    }

    private static String out(ShellSession session, String line) {
        ShellResult result = session.run(line, LONG);
        assertThat(result.exit()).as("%s: %s", line, result.stderr().text()).isEqualTo(new Exit.Exited(0));
        assertThat(result.shell()).isEqualTo(Shell.KEPT);
        return result.stdout().text();
    }

    @Test
    default void aSessionKeepsWhatALineChanged() {
        withShells(session -> {
            out(session, "mkdir -p 'deep er/dir' && cd 'deep er'");
            out(session, "A='1  2'; export B=\"$A é\"; f() { echo \"f $1\"; }; umask 027");
            assertThat(out(session, "cd dir; echo \"$A\"; printenv B; f x; umask"))
                    .isEqualTo("1  2\n1  2 é\nf x\n0027\n");
            ShellResult where = session.run("pwd");
            assertThat(where.stdout().text())
                    .isEqualTo(where.directory() + "\n")
                    .endsWith("/deep er/dir\n");
        });
    }

    @Test
    default void aSessionTellsTheExitStatusOfEachLine() {
        withShells(session -> {
            for (int status : new int[] {0, 1, 2, 42, 255, 0}) {
                ShellResult result = session.run("(exit " + status + ")");
                assertThat(result.exit()).isEqualTo(new Exit.Exited(status));
                assertThat(out(session, "echo $?")).isEqualTo(status + "\n");
            }
            assertThat(session.run("no-such-program").exit()).isEqualTo(new Exit.Exited(127));
            assertThat(session.run("sh -c 'kill -KILL $$'").exit()).isEqualTo(new Exit.Exited(137));
        });
    }

    @Test
    default void aSessionTellsOutputToTheByte() {
        withShells(session -> {
            assertThat(out(session, "printf 'no newline'")).isEqualTo("no newline");
            assertThat(out(session, "true")).isEmpty();
            assertThat(out(session, "printf '\\n\\n a \\n'")).isEqualTo("\n\n a \n");
            ShellResult both = session.run("echo out; echo err >&2; printf end >&2");
            assertThat(both.stdout().text()).isEqualTo("out\n");
            assertThat(both.stderr().text()).isEqualTo("err\nend");
            assertThat(both.between().totalBytes()).isZero();
            ShellResult binary = session.run("printf 'a\\000\\377\\033_b'");
            assertThat(binary.stdout().head().toByteArray()).containsExactly('a', 0, (byte) 0xff, 0x1b, '_', 'b');
            ShellResult large = session.run("seq 1 500000");
            assertThat(large.stdout().totalBytes()).isEqualTo(3_388_895);
            assertThat(large.stdout().text()).startsWith("1\n2\n").endsWith("\n499999\n500000\n");
        });
    }

    @Test
    default void aSessionTellsTheOutputOfManyLinesApart() {
        withShells(session -> {
            long seed = System.nanoTime();
            Random random = new Random(seed);
            for (int i = 0; i < 100; i++) {
                String text = "\u001b_#".repeat(random.nextInt(3)) + i + "\n".repeat(random.nextInt(3));
                assertThat(session.run("printf %s '" + text + "'").stdout().text())
                        .as("seed %d", seed)
                        .isEqualTo(text);
            }
        });
    }

    @Test
    default void aLineReadsNothingOfTheSession() {
        withShells(session -> {
            assertThat(out(session, "cat; read x || echo none")).isEqualTo("none\n");
            assertThat(out(session, "echo given | { read x; echo \"$x\"; }")).isEqualTo("given\n");
            out(session, "exec 0<&- 2>/dev/null");
            assertThat(session.run("echo seen >&2").stderr().text()).isEqualTo("seen\n");
        });
    }

    @Test
    default void aSessionOutlivesWrongLines() {
        withPrograms(() ->
                supportedOrRefused(Capability.STDIN_OPEN, this::outlivesWrongLines, () -> ShellSession.open(tools())));
    }

    private void outlivesWrongLines() {
        try (ShellSession session = ShellSession.open(tools())) {
            out(session, "A=kept");
            for (String wrong :
                    new String[] {"if", "echo 'open", "echo \"open", "echo $(", "(", "}", "done", "f() {"}) {
                ShellResult result = session.run(wrong, LONG);
                assertThat(result.exit().isSuccess()).as(wrong).isFalse();
                assertThat(result.stderr().totalBytes()).isPositive();
                assertThat(out(session, "echo $A")).isEqualTo("kept\n");
            }
            assertThat(session.run("cat <<E\nopen", LONG).stdout().text()).isEqualTo("open\n");
            for (String odd : new String[] {"break", "continue", "return 3", "# nothing", "\\", ":;", "set -u -f -x"}) {
                assertThat(session.run(odd, LONG).shell()).as(odd).isEqualTo(Shell.KEPT);
            }
            out(session, "set +x; IFS=x");
            assertThat(out(session, "echo $A; cat <<E\na\n\nE\necho b")).isEqualTo("kept\na\n\nb\n");
        }
    }

    @Test
    default void aSessionGetsANewShellAfterExit() {
        withShells(session -> {
            out(session, "mkdir -p sub; cd sub; A=gone");
            ShellResult exit = session.run("echo last; exit 7");
            assertThat(exit.exit()).isEqualTo(new Exit.Exited(7));
            assertThat(exit.shell()).isEqualTo(Shell.ENDED);
            assertThat(exit.stdout().text()).isEqualTo("last\n");
            assertThat(exit.describe()).contains("exited with 7", "new one in", "/sub");
            assertThat(out(session, "echo \"[$A] $PWD\"")).startsWith("[] ").endsWith("/sub\n");
            ShellResult replaced = session.run("exec printf other");
            assertThat(replaced.exit()).isEqualTo(new Exit.Exited(0));
            assertThat(replaced.shell()).isEqualTo(Shell.ENDED);
            assertThat(replaced.stdout().text()).isEqualTo("other");
            ShellResult killed = session.run("kill -KILL $$");
            assertThat(killed.exit().isSuccess()).isFalse();
            assertThat(killed.shell()).isEqualTo(Shell.ENDED);
            assertThat(out(session, "pwd")).endsWith("/sub\n");
        });
    }

    @Test
    default void aLineThatTakesTooLongEndsTheShell() {
        withShells(session -> {
            out(session, "mkdir -p sub; cd sub");
            ShellResult slow = session.run(
                    "echo so far; sleep 1000 & echo $! > ../child; sleep 1000; echo never", Duration.ofMillis(700));
            assertThat(slow.exit()).isInstanceOf(Exit.TimedOut.class);
            assertThat(slow.exit().describe()).contains("PT0.7S");
            assertThat(slow.shell()).isEqualTo(Shell.ENDED);
            assertThat(slow.stdout().text()).isEqualTo("so far\n");
            assertGone("child");
            assertThat(out(session, "pwd")).endsWith("/sub\n");
        });
    }

    @Test
    default void aChildInTheBackgroundIsNotWaitedFor() {
        withShells(session -> {
            shell("mkfifo -m 600 go gone");
            out(session, "{ read x < go; echo late; echo later >&2; echo > gone; } &");
            assertThat(out(session, "echo now")).isEqualTo("now\n");
            shell("echo > go; read x < gone");
            ShellResult after = session.run("echo then");
            assertThat(after.stdout().text()
                            + after.stderr().text()
                            + after.between().text())
                    .contains("then\n", "late\n", "later\n");
            assertThat(out(session, "wait; echo done")).isEqualTo("done\n");
            shell("rm go gone");
        });
    }

    @Test
    default void linesOfManyThreadsRunOneAfterTheOther() {
        withShells(session -> {
            out(session, "n=0");
            CompletableFuture<?>[] calls = new CompletableFuture<?>[8];
            for (int i = 0; i < calls.length; i++) {
                String word = "w" + i;
                calls[i] = CompletableFuture.runAsync(
                        () -> assertThat(out(session, "n=$((n+1)); printf " + word + "; echo " + word))
                                .isEqualTo(word + word + "\n"));
            }
            assertThat(CompletableFuture.allOf(calls)).succeedsWithin(LONG);
            assertThat(out(session, "echo $n")).isEqualTo("8\n");
        });
    }

    @Test
    default void mergesStandardErrorInOrder() {
        withPrograms(() -> supportedOrRefused(
                Capability.STDIN_OPEN,
                () -> {
                    Command merged = Command.of("sh").withMergedStderr();
                    try (ShellSession session = ShellSession.open(tools(), merged)) {
                        ShellResult result = session.run("echo a; echo b >&2; echo c");
                        assertThat(result.stdout().text()).isEqualTo("a\nb\nc\n");
                        assertThat(result.stderr().totalBytes()).isZero();
                        assertThat(session.run("echo d").between().totalBytes()).isZero();
                    }
                },
                () -> ShellSession.open(tools())));
    }

    @Test
    default void aClosedSessionEndsItsLineAndTakesNoMore() {
        withPrograms(() -> supportedOrRefused(
                Capability.STDIN_OPEN,
                () -> {
                    ShellSession session =
                            ShellSession.open(tools(), Command.of("sh").id("closing"));
                    CommandHandle shell = tools().command("closing");
                    CompletableFuture<ShellResult> line =
                            CompletableFuture.supplyAsync(() -> session.run("echo on; sleep 1000", LONG));
                    firstOutput(shell);
                    session.close();
                    session.close();
                    ShellResult ended = line.get(LONG.toSeconds(), TimeUnit.SECONDS);
                    assertThat(ended.exit()).isEqualTo(new Exit.Cancelled());
                    assertThat(ended.shell()).isEqualTo(Shell.ENDED);
                    failure(ErrorCode.CLOSED, () -> session.run("true"));
                },
                () -> ShellSession.open(tools())));
    }

    @Test
    default void anInterruptedLineEndsTheShell() {
        withPrograms(() -> supportedOrRefused(
                Capability.STDIN_OPEN,
                () -> {
                    try (ShellSession session =
                            ShellSession.open(tools(), Command.of("sh").id("interrupted"))) {
                        CompletableFuture<Throwable> failure = new CompletableFuture<>();
                        Thread caller = new Thread(() -> {
                            try {
                                session.run("echo on; sleep 1000", LONG);
                                failure.complete(new AssertionError("the line returned"));
                            } catch (ShadowException e) {
                                failure.complete(e);
                            }
                        });
                        caller.start();
                        firstOutput(tools().command("interrupted"));
                        caller.interrupt();
                        assertThat(failure.get(LONG.toSeconds(), TimeUnit.SECONDS))
                                .isInstanceOfSatisfying(
                                        ShadowException.class,
                                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERRUPTED));
                        assertThat(session.run("echo again").stdout().text()).isEqualTo("again\n");
                    }
                },
                () -> ShellSession.open(tools())));
    }

    @Test
    default void aSessionNeedsAShell() {
        withPrograms(() -> {
            failure(ErrorCode.INVALID_ARGUMENT, () -> ShellSession.open(tools(), Command.shell("bash")));
            supportedOrRefused(
                    Capability.STDIN_OPEN,
                    () -> failure(
                            ErrorCode.PROGRAM_NOT_FOUND, () -> ShellSession.open(tools(), Command.of("no-such-shell"))),
                    () -> ShellSession.open(tools()));
        });
    }
}
