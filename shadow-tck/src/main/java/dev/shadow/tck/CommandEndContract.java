package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.CallOptions;
import dev.shadow.Capability;
import dev.shadow.CommandHandle;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Command;
import dev.shadow.command.CommandInfo;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import dev.shadow.command.Signal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** How commands end, by themselves and by others, and that nothing of them is left. */
public interface CommandEndContract extends CommandFixture {
    @Test
    default void tellsTheExitCode() {
        withPrograms(() -> {
            for (int code : new int[] {0, 1, 42, 255}) {
                CommandResult result = tools().run(Command.shell("exit " + code));
                assertThat(result.exit()).isEqualTo(new Exit.Exited(code));
                assertThat(result.exit().isSuccess()).isEqualTo(code == 0);
            }
        });
    }

    @Test
    default void tellsTheSignal() {
        withPrograms(() -> {
            Exit exit = tools().run(Command.shell("kill -KILL $$")).exit();
            boolean told = workspace().capabilities().has(Capability.SIGNAL_EXIT);
            assertThat(exit).isEqualTo(told ? new Exit.Signalled("KILL") : new Exit.Exited(137));
        });
    }

    @Test
    default void endsTheWholeTreeAtTheTimeout() {
        withPrograms(() -> {
            Command command = Command.shell("echo partial; echo trouble >&2;"
                            + " sleep 1000 & echo $! > child;"
                            + " setsid sh -c 'echo $$ > session; exec sleep 1000' & "
                            + " (sh -c 'sh -c \"echo \\$\\$ > orphan; exec sleep 1000\" &') ;"
                            + " while ! test -s session || ! test -s orphan; do :; done; echo ready; wait")
                    .timeout(Duration.ofSeconds(3));
            CommandResult result = tools().run(command);
            assertThat(result.exit()).isInstanceOf(Exit.TimedOut.class);
            assertThat(result.exit().describe()).contains("PT3S");
            assertThat(result.stdout().text()).isEqualTo("partial\nready\n");
            assertThat(result.stderr().text()).isEqualTo("trouble\n");
            assertGone("child");
            assertGone("session");
            assertGone("orphan");
        });
    }

    @Test
    default void endsASilentCommand() {
        withPrograms(() -> {
            Command silent = Command.shell("echo once; sleep 1000").noOutputTimeout(Duration.ofMillis(300));
            CommandResult result = tools().run(silent);
            assertThat(result.exit()).isInstanceOf(Exit.TimedOut.class);
            assertThat(result.exit().describe()).contains("no output");
            assertThat(result.stdout().text()).isEqualTo("once\n");
            Command chatty = Command.shell("for i in 1 2 3 4 5 6; do echo $i; sleep 0.2; done")
                    .noOutputTimeout(Duration.ofSeconds(1));
            assertThat(tools().run(chatty).exit().isSuccess()).isTrue();
        });
    }

    @Test
    default void endsACommandThatIgnoresTerm() {
        withPrograms(() -> {
            CommandHandle stubborn = tools().start(Command.shell(
                    "trap '' TERM; echo $$ > stubborn; echo ready; while :; do sleep 1000; done"));
            firstOutput(stubborn);
            stubborn.kill();
            assertThat(stubborn.info().exit()).contains(new Exit.Cancelled());
            assertGone("stubborn");
        });
    }

    @Test
    default void letsACommandTidyUp() {
        withPrograms(() -> {
            CommandHandle tidy = tools().start(
                            Command.shell("trap 'echo tidied; exit 3' TERM; echo ready; while :; do sleep 0.01; done"));
            firstOutput(tidy);
            tidy.kill();
            tidy.kill();
            CommandResult result = tidy.await(LONG).orElseThrow();
            assertThat(result.exit()).isEqualTo(new Exit.Cancelled());
            assertThat(result.stdout().text()).isEqualTo("ready\ntidied\n");
        });
    }

    @Test
    default void doesNotWaitForWhatIsLeftBehind() {
        withPrograms(() -> {
            Command command = Command.shell("sleep 1000 & echo $! > left; seq 1 20000; echo done")
                    .timeout(LONG);
            CommandResult result = tools().run(command);
            assertThat(result.exit()).isEqualTo(new Exit.Exited(0));
            assertThat(result.stdout().text()).startsWith("1\n2\n").endsWith("\n20000\ndone\n");
            assertThat(result.stdout().totalBytes()).isEqualTo(108_894 + 5);
            shell("kill -0 $(cat left) && kill $(cat left)");
        });
    }

    @Test
    default void waitsForACommandThatClosedItsOutput() {
        withPrograms(() -> {
            CommandHandle silent = tools().start(Command.shell(
                    "echo before; exec >&- 2>&-; echo $$ > pid; while ! test -e go; do sleep 0.01; done; exit 5"));
            firstOutput(silent);
            shell("while ! test -s pid; do sleep 0.01; done");
            assertThat(silent.info().isRunning()).isTrue();
            shell("touch go");
            CommandResult result = silent.await(LONG).orElseThrow();
            assertThat(result.exit()).isEqualTo(new Exit.Exited(5));
            assertThat(result.stdout().text()).isEqualTo("before\n");
            Command endless = Command.shell("exec >&- 2>&-; echo $$ > endless; while :; do sleep 1000; done")
                    .timeout(Duration.ofSeconds(1));
            assertThat(tools().run(endless).exit()).isInstanceOf(Exit.TimedOut.class);
            assertGone("endless");
        });
    }

    @Test
    default void endsWhatHidFromItsFamily() {
        withPrograms(() -> {
            CommandHandle parent = tools().start(Command.shell("env -i PATH=\"$PATH\" sh -c 'echo $$ > bare;"
                    + " exec sleep 1000' & (trap '' TERM; sh -c 'echo $$ > stubborn; while :; do sleep 1; done' &);"
                    + " while ! test -s bare || ! test -s stubborn; do :; done; echo ready; wait"));
            firstOutput(parent);
            parent.kill();
            assertGone("bare");
            assertGone("stubborn");
        });
    }

    @Test
    default void endsTheCommandOfAnInterruptedCaller() {
        withPrograms(() -> {
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    tools().run(Command.shell("sleep 1000 & echo $! > child; echo ready; wait")
                            .id("interrupted"));
                    failure.complete(new AssertionError("run returned"));
                } catch (ShadowException e) {
                    failure.complete(Thread.interrupted() ? e : new AssertionError("the flag is down", e));
                }
            });
            caller.start();
            firstOutput(appeared("interrupted"));
            caller.interrupt();
            Throwable thrown = failure.get(LONG.toSeconds(), TimeUnit.SECONDS);
            assertThat(thrown)
                    .isInstanceOfSatisfying(
                            ShadowException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERRUPTED));
            assertThat(tools().command("interrupted").info().exit()).contains(new Exit.Cancelled());
            assertGone("child");
        });
    }

    private CommandHandle appeared(String id) {
        long end = System.nanoTime() + LONG.toNanos();
        while (System.nanoTime() < end) {
            if (tools().commands().stream().anyMatch(info -> info.id().equals(id))) {
                return tools().command(id);
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no command " + id);
    }

    @Test
    default void endsTheCommandAtTheDeadlineOfTheCall() {
        withPrograms(() -> {
            var hasty = workspace()
                    .with(CallOptions.DEFAULT.timeout(Duration.ofSeconds(1)))
                    .tools();
            failure(
                    ErrorCode.DEADLINE_EXCEEDED,
                    () -> hasty.run(
                            Command.shell("echo $$ > late; exec sleep 1000").id("late")));
            assertThat(tools().command("late").info().isRunning()).isFalse();
            assertGone("late");
        });
    }

    @Test
    default void sendsSignals() {
        withPrograms(() -> {
            CommandHandle asked =
                    tools().start(Command.shell("trap 'exit 7' TERM; echo ready; while :; do sleep 0.01; done"));
            firstOutput(asked);
            supportedOrRefused(
                    Capability.SIGNALS,
                    () -> {
                        CommandHandle other = tools().start(
                                        Command.shell("trap 'exit 8' USR1; echo ready; while :; do sleep 0.01; done"));
                        firstOutput(other);
                        other.signal(new Signal("USR1"));
                        assertThat(other.await(LONG).orElseThrow().exit()).isEqualTo(new Exit.Exited(8));
                    },
                    () -> asked.signal(new Signal("USR1")));
            asked.signal(Signal.TERM);
            assertThat(asked.await(LONG).orElseThrow().exit()).isEqualTo(new Exit.Exited(7));
            asked.signal(Signal.KILL);
        });
    }

    @Test
    default void waitsWithoutEnding() {
        withPrograms(() -> {
            CommandHandle slow = tools().start(Command.of("sleep", "1000"));
            assertThat(slow.await(Duration.ofMillis(50))).isEqualTo(Optional.empty());
            assertThat(slow.onExit().cancel(true)).isTrue();
            assertThat(slow.info().isRunning()).isTrue();
            CompletableFuture<CommandResult> end = slow.onExit();
            slow.kill();
            assertThat(outcome(end).exit()).isEqualTo(new Exit.Cancelled());
            CommandInfo info = slow.info();
            assertThat(info.isRunning()).isFalse();
            assertThat(info.commandLine()).isEqualTo("sleep 1000");
        });
    }

    private static CommandResult outcome(CompletableFuture<CommandResult> end) {
        try {
            return end.get(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
