package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Capability;
import dev.shadow.CommandHandle;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Channel;
import dev.shadow.command.Command;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import dev.shadow.command.OutputChunk;
import dev.shadow.command.PtySize;
import dev.shadow.command.Signal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Commands in a pseudo-terminal. */
public interface CommandTerminalContract extends CommandFixture {
    /**
     * Runs a test where there are terminals, and elsewhere asserts the refusal.
     *
     * @param test the test
     */
    default void withTerminals(ThrowingCallable test) {
        supportedOrRefused(
                Capability.PTY, test, () -> tools().start(Command.of("cat").pty(80, 24)));
    }

    /**
     * Starts a command in a terminal of 80 columns and 24 rows that takes keys.
     *
     * @param command the command
     * @return its handle
     */
    default CommandHandle typed(Command command) {
        return tools().start(command.pty(80, 24).openStdin());
    }

    /**
     * The end of a command that has to come by itself.
     *
     * @param handle the command
     * @return its result
     */
    default CommandResult end(CommandHandle handle) {
        return handle.await(LONG).orElseThrow(() -> new AssertionError("it goes on"));
    }

    /**
     * What a command in a terminal ends with when a signal ends it.
     *
     * @param name the signal
     * @param number its number on Linux
     * @return the exit
     */
    default Exit bySignal(String name, int number) {
        return workspace().capabilities().has(Capability.SIGNAL_EXIT)
                ? new Exit.Signalled(name)
                : new Exit.Exited(128 + number);
    }

    @Test
    default void aTerminalHasTheSizeAskedForFromTheStart() {
        withTerminals(() -> {
            Command size = Command.shell("test -t 1 && test -t 2 && stty size </dev/tty")
                    .environment("COLUMNS", "999");
            for (int i = 1; i <= 20; i++) {
                CommandResult result = tools().run(size.pty(80 + i, 24 + i));
                assertThat(result.stdout().text()).isEqualTo((24 + i) + " " + (80 + i) + "\r\n");
                assertThat(result.exit()).isEqualTo(new Exit.Exited(0));
                assertThat(result.stderr().totalBytes()).isZero();
                assertThat(result.merged()).isEqualTo(result.stdout());
            }
        });
    }

    @Test
    default void aTerminalCanBeResized() {
        withTerminals(() -> {
            CommandHandle handle =
                    typed(Command.shell("trap 'stty size; echo told' WINCH; echo ready; while :; do sleep 0.02; done"));
            try (TerminalScreen screen = new TerminalScreen(handle)) {
                screen.await("ready");
                handle.resize(new PtySize(132, 43));
                screen.await("43 132\r\ntold");
                handle.kill();
            }
            handle.resize(new PtySize(80, 24));
        });
    }

    @Test
    default void aCommandWithPipesHasNoSize() {
        withPrograms(() -> {
            CommandHandle piped = tools().start(Command.of("sleep", "1000"));
            supportedOrRefused(
                    Capability.PTY,
                    () -> {
                        ShadowException refusal =
                                failure(ErrorCode.INVALID_ARGUMENT, () -> piped.resize(new PtySize(80, 24)));
                        assertThat(refusal.message()).contains("Command.pty");
                    },
                    () -> piped.resize(new PtySize(80, 24)));
            piped.kill();
        });
    }

    @Test
    default void withoutOpenInputATerminalIsForOutputOnly() {
        withTerminals(() -> {
            CommandResult result = tools().run(Command.shell("test -t 0; echo $?; cat; read x || echo end")
                    .pty(80, 24));
            assertThat(result.stdout().text()).isEqualTo("1\r\nend\r\n");
            CommandHandle handle = tools().start(Command.of("sleep", "1000").pty(80, 24));
            failure(ErrorCode.STDIN_CLOSED, () -> handle.write("x"));
            handle.kill();
        });
    }

    @Test
    default void aTerminalIsGivenInputAndItsEnd() {
        withTerminals(() -> {
            Command cat = Command.shell("stty -echo; echo ready; cat; echo end").pty(80, 24);
            for (String text : new String[] {"one\ntwo\n", "é unfinished", ""}) {
                CommandHandle handle = typed(Command.shell("stty -echo; echo ready; cat; echo end"));
                try (TerminalScreen screen = new TerminalScreen(handle)) {
                    screen.await("ready");
                    if (!text.isEmpty()) {
                        handle.write(text);
                    }
                    handle.closeStdin();
                    handle.closeStdin();
                    assertThat(end(handle).stdout().text())
                            .isEqualTo("ready\r\n" + text.replace("\n", "\r\n") + "end\r\n");
                }
                failure(ErrorCode.STDIN_CLOSED, () -> handle.write("x"));
            }
            assertThat(tools().run(Command.shell("read a; read b; echo \"<$a $b>\"")
                                    .stdin("1\n2\n")
                                    .pty(80, 24))
                            .stdout()
                            .text())
                    .endsWith("<1 2>\r\n");
            assertThat(tools().run(cat.stdin("")).exit()).isEqualTo(new Exit.Exited(0));
        });
    }

    @Test
    default void controlCharactersAreSignals() {
        withTerminals(() -> {
            String[][] keys = {{"\u0003", "INT", "2"}, {"\u001c", "QUIT", "3"}};
            for (String[] key : keys) {
                CommandHandle handle = typed(Command.shell("ulimit -c 0; echo ready; exec sleep 1000"));
                try (TerminalScreen screen = new TerminalScreen(handle)) {
                    screen.await("ready").type(key[0]);
                    assertThat(end(handle).exit()).isEqualTo(bySignal(key[1], Integer.parseInt(key[2])));
                }
            }
            CommandHandle cat = typed(Command.of("cat"));
            try (TerminalScreen screen = new TerminalScreen(cat)) {
                screen.type("x\n").await("x\r\nx").type("\u0004");
                assertThat(end(cat).exit()).isEqualTo(new Exit.Exited(0));
            }
        });
    }

    @Test
    default void signalsReachACommandInATerminal() {
        withTerminals(() -> {
            CommandHandle handle = typed(Command.shell("echo ready; exec sleep 1000"));
            try (TerminalScreen screen = new TerminalScreen(handle)) {
                screen.await("ready");
                handle.signal(Signal.TERM);
                assertThat(end(handle).exit()).isEqualTo(bySignal("TERM", 15));
            }
            assertThat(tools().run(Command.shell("exit 137").pty(80, 24)).exit())
                    .isEqualTo(new Exit.Exited(137));
            assertThat(tools().run(Command.shell("kill -KILL $$").pty(80, 24)).exit())
                    .isEqualTo(bySignal("KILL", 9));
            failure(
                    ErrorCode.PROGRAM_NOT_FOUND,
                    () -> tools().run(Command.of("no-such-program").pty(80, 24)));
        });
    }

    @Test
    default void manyReadersFollowATerminalEachFromItsOffset() {
        withTerminals(() -> {
            CommandHandle handle = tools().start(Command.shell("stty -echo; echo ready; read x; echo \"got $x\"")
                    .pty(80, 24)
                    .openStdin()
                    .id("shared"));
            try (TerminalScreen first = new TerminalScreen(handle)) {
                first.await("ready");
                CommandHandle again = tools().command("shared");
                try (TerminalScreen second = new TerminalScreen(again)) {
                    second.await("ready").type("é\n");
                    first.await("got é");
                    second.await("got é");
                    assertThat(end(again)).isEqualTo(end(handle));
                    first.awaitEnd();
                    second.awaitEnd();
                }
                OutputChunk tail = handle.read(Channel.STDOUT, 7, 100);
                assertThat(tail.bytes().utf8()).isEqualTo("got é\r\n");
                assertThat(tail.last()).isTrue();
            }
        });
    }

    @Test
    default void endingACommandInATerminalEndsAllThatItStarted() {
        withTerminals(() -> {
            CommandHandle handle = typed(Command.shell("trap '' HUP; sleep 1000 & echo $! > child;"
                    + " setsid sh -c 'echo $$ > session; exec sleep 1000' &"
                    + " (sh -c 'sh -c \"echo \\$\\$ > orphan; exec sleep 1000\" &');"
                    + " while ! test -s session || ! test -s orphan; do :; done; echo ready; wait"));
            try (TerminalScreen screen = new TerminalScreen(handle)) {
                screen.await("ready");
                handle.kill();
                assertThat(end(handle).exit()).isEqualTo(new Exit.Cancelled());
            }
            assertGone("child");
            assertGone("session");
            assertGone("orphan");
        });
    }

    @Test
    default void whatAChildLeavesInTheTerminalIsStillRead() {
        withTerminals(() -> {
            shell("mkfifo go");
            CommandHandle handle = tools().start(Command.shell(
                            "(trap '' HUP; read x < go; echo late) & trap '' HUP; sleep 0.1; seq 1 30000; echo done")
                    .pty(80, 24));
            CommandResult result = end(handle);
            assertThat(result.stdout().text()).startsWith("1\r\n").endsWith("30000\r\ndone\r\n");
            assertThat(result.stdout().totalBytes()).isEqualTo(168_894 + 30_000 + 6);
            shell("echo > go");
            long end = System.nanoTime() + LONG.toNanos();
            String late = "";
            while (!late.equals("late\r\n")) {
                assertThat(System.nanoTime()).isLessThan(end);
                late = handle.read(Channel.STDOUT, result.stdout().totalBytes(), 100)
                        .bytes()
                        .utf8();
                Thread.onSpinWait();
            }
        });
    }

    @Test
    default void aProgramMayLetGoOfItsTerminalAndOpenItAgain() {
        withTerminals(() -> assertThat(tools().run(Command.shell("exec >/dev/null 2>&1; sleep 0.2; echo back >/dev/tty")
                                .pty(80, 24))
                        .stdout()
                        .text())
                .isEqualTo("back\r\n"));
    }
}
