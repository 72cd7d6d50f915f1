package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.CommandHandle;
import dev.shadow.ErrorCode;
import dev.shadow.Setting;
import dev.shadow.Shadow;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.command.Channel;
import dev.shadow.command.Command;
import dev.shadow.command.CommandInfo;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ids, attaching, and the list of commands. */
public interface CommandHandleContract extends CommandFixture {
    @Test
    default void attachesToTheCommandWithTheSameId() {
        withPrograms(() -> {
            Command command = Command.shell("echo ran >> runs; wc -l < runs").id("once");
            CommandResult first = tools().run(command);
            assertThat(tools().run(command)).isEqualTo(first);
            CommandHandle again = tools().start(command);
            assertThat(again.id()).isEqualTo("once");
            assertThat(again.await(LONG).orElseThrow()).isEqualTo(first);
            assertThat(shell("wc -l < runs").stdout().text().strip()).isEqualTo("1");
            failure(
                    ErrorCode.COMMAND_EXISTS,
                    () -> tools().run(Command.shell("echo other").id("once")));
            failure(ErrorCode.COMMAND_EXISTS, () -> tools().start(command.timeout(Duration.ofSeconds(7))));
        });
    }

    @Test
    default void startsOnceForManyCallers() {
        withPrograms(() -> {
            Command command = Command.shell("echo ran >> runs; wc -l < runs").id("many");
            List<CompletableFuture<CommandResult>> calls = IntStream.range(0, 10)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> tools().run(command)))
                    .toList();
            for (CompletableFuture<CommandResult> call : calls) {
                assertThat(call.get(LONG.toSeconds(), TimeUnit.SECONDS)
                                .stdout()
                                .text()
                                .strip())
                        .isEqualTo("1");
            }
        });
    }

    @Test
    default void freesTheIdOfAFailedStart() {
        withPrograms(() -> {
            failure(
                    ErrorCode.PROGRAM_NOT_FOUND,
                    () -> tools().run(Command.of("no-such-program").id("retry")));
            failure(ErrorCode.COMMAND_NOT_FOUND, () -> tools().command("retry").info());
            assertThat(tools().run(Command.of("true").id("retry")).exit().isSuccess())
                    .isTrue();
        });
    }

    @Test
    default void listsCommands() {
        withPrograms(() -> {
            CommandHandle running = tools().start(Command.of("sleep", "1000").id("b-running"));
            tools().run(Command.of("true").id("a-ended"));
            List<CommandInfo> commands = tools().commands();
            assertThat(commands).extracting(CommandInfo::id).containsExactly("b-running", "a-ended");
            assertThat(commands.get(0).isRunning()).isTrue();
            assertThat(commands.get(0).pid()).isPresent();
            assertThat(commands.get(1).exit()).contains(new Exit.Exited(0));
            running.kill();
            assertThat(tools().commands().get(0).exit()).contains(new Exit.Cancelled());
        });
    }

    @Test
    default void forgetsCommandsAfterTheirRetentionTime() {
        withPrograms(() -> {
            try (Shadow shadow =
                            another().set(Setting.COMMAND_RETENTION, "PT0.3S").open();
                    Workspace place = shadow.workspaces().prepare(WorkspaceSpec.forTask("short-memory"))) {
                CommandHandle running = place.tools().start(Command.of("sleep", "1000"));
                for (int i = 0; i < 3; i++) {
                    place.tools().run(Command.of("true").id("ended-" + i));
                }
                long end = System.nanoTime() + LONG.toNanos();
                while (place.tools().commands().size() > 1 && System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
                assertThat(place.tools().commands()).extracting(CommandInfo::id).containsExactly(running.id());
                failure(
                        ErrorCode.COMMAND_NOT_FOUND,
                        () -> place.tools().command("ended-2").info());
            }
        });
    }

    @Test
    default void forgetsOldCommands() {
        withPrograms(() -> {
            CommandHandle running = tools().start(Command.of("sleep", "1000").id("running"));
            for (int i = 0; i < 103; i++) {
                tools().run(Command.of("true").id("ended-" + i));
            }
            List<CommandInfo> commands = tools().commands();
            assertThat(commands).hasSize(101);
            assertThat(commands.get(0).id()).isEqualTo("running");
            assertThat(commands.get(1).id()).isEqualTo("ended-3");
            failure(
                    ErrorCode.COMMAND_NOT_FOUND,
                    () -> tools().command("ended-0").info());
            running.kill();
        });
    }

    @Test
    default void refusesAnUnknownId() {
        withPrograms(() -> {
            failure(ErrorCode.COMMAND_NOT_FOUND, () -> tools().command("nobody"));
            CommandHandle known = tools().start(Command.of("true"));
            assertThat(known.await(LONG)).isPresent();
            failure(ErrorCode.INVALID_ARGUMENT, () -> known.read(Channel.STDOUT, -1, 1));
            failure(ErrorCode.INVALID_ARGUMENT, () -> known.read(Channel.STDOUT, 0, 0));
        });
    }
}
