package dev.shadow.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Command;
import dev.shadow.command.CommandInfo;
import dev.shadow.command.CommandOperation;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import dev.shadow.core.command.CommandEngine;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationTable;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptedProcessStoreTest {
    private final CommandTable commands = new CommandTable();
    private final CommandEngine engine = new CommandEngine(new ScriptedProcessStore(commands));
    private final OperationTable table = table();

    private OperationTable table() {
        OperationTable.Builder builder = OperationTable.builder();
        engine.register(builder);
        return builder.build();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private <R> R call(Operation<R> operation) throws InterruptedException {
        return table.execute(
                operation,
                new CallContext("mock", Deadline.after(operation.defaultTimeout()), "request", Optional.empty()));
    }

    @Test
    void answersByTheTable() throws Exception {
        commands.on("mvn -q test")
                .prints("1 test failed\n")
                .printsError("see the report\n")
                .exits(3);
        CommandResult result = call(new CommandOperation.Run(Command.of("mvn", "-q", "test")));
        assertThat(result.exit()).isEqualTo(new Exit.Exited(3));
        assertThat(result.stdout().text()).isEqualTo("1 test failed\n");
        assertThat(result.stderr().text()).isEqualTo("see the report\n");
        commands.on("mvn -q test");
        CommandResult merged =
                call(new CommandOperation.Run(Command.shell("mvn -q test").withMergedStderr()));
        assertThat(merged.exit().isSuccess()).isTrue();
        assertThat(merged.merged().totalBytes()).isZero();
    }

    @Test
    void showsTheLineThatAScriptLacks() {
        ShadowException refusal = catchThrowableOfType(
                ShadowException.class, () -> call(new CommandOperation.Run(Command.shell("echo \"a\\b\"\n"))));
        assertThat(refusal.code()).isEqualTo(ErrorCode.COMMAND_UNSCRIPTED);
        assertThat(refusal.message()).contains("commands.on(\"echo \\\"a\\\\b\\\"\\n\").prints(");
    }

    @Test
    void endsACommandThatRunsUntilEnded() throws Exception {
        commands.on("sleep 1000").prints("partial").runsUntilEnded();
        Command sleep = Command.of("sleep", "1000");
        CommandResult result = call(new CommandOperation.Run(sleep.timeout(Duration.ofMillis(50))));
        assertThat(result.exit()).isInstanceOf(Exit.TimedOut.class);
        assertThat(result.stdout().text()).isEqualTo("partial");
        CommandInfo started = call(new CommandOperation.Start(sleep));
        call(new CommandOperation.Kill(started.id()));
        assertThat(call(new CommandOperation.Describe(started.id())).exit()).contains(new Exit.Cancelled());
    }

    @Test
    void refusesOpenInputByName() {
        commands.on("cat");
        ShadowException refusal = catchThrowableOfType(
                ShadowException.class,
                () -> call(new CommandOperation.Start(Command.of("cat").openStdin())));
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNSUPPORTED);
        assertThat(refusal.details()).containsEntry("capability", Capability.STDIN_OPEN.name());
    }
}
