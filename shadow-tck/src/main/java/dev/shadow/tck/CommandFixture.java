package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Capability;
import dev.shadow.CommandHandle;
import dev.shadow.ErrorCode;
import dev.shadow.Subscription;
import dev.shadow.ToolExecutor;
import dev.shadow.command.Channel;
import dev.shadow.command.Command;
import dev.shadow.command.CommandResult;
import dev.shadow.command.OutputChunk;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the parts of {@link CommandsContract} share. */
public interface CommandFixture extends ContractFixture {
    /** Longer than anything takes that does not hang. */
    Duration LONG = Duration.ofSeconds(60);

    /**
     * The tools of the workspace under test.
     *
     * @return fresh for this test
     */
    default ToolExecutor tools() {
        return workspace().tools();
    }

    /**
     * Runs a test that needs real programs. A backend without them answers commands by a script, and must refuse what is
     * not in it.
     *
     * @param test the test
     */
    default void withPrograms(ThrowingCallable test) {
        if (!workspace().capabilities().has(Capability.REAL_PROGRAMS)) {
            boolean scripted = workspace().capabilities().has(Capability.COMMANDS);
            failure(
                    scripted ? ErrorCode.COMMAND_UNSCRIPTED : ErrorCode.UNSUPPORTED,
                    () -> tools().run(Command.of("no-such-thing")));
            return;
        }
        try {
            test.call();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Runs a shell line that must succeed.
     *
     * @param line the line
     * @return its result
     */
    default CommandResult shell(String line) {
        CommandResult result = tools().run(Command.shell(line));
        assertThat(result.exit().isSuccess())
                .as(
                        "%s: %s, %s",
                        line, result.exit().describe(), result.merged().text())
                .isTrue();
        return result;
    }

    /**
     * Waits until a command has written something to its standard output.
     *
     * @param handle the command
     * @return the first chunk
     */
    default OutputChunk firstOutput(CommandHandle handle) {
        BlockingQueue<OutputChunk> chunks = new LinkedBlockingQueue<>();
        try (Subscription delivery = handle.output(Channel.STDOUT, 0, chunks::add)) {
            OutputChunk first = chunks.poll(LONG.toSeconds(), TimeUnit.SECONDS);
            assertThat(first)
                    .as("the first output of %s, %s", handle.id(), delivery)
                    .isNotNull();
            return Objects.requireNonNull(first);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Asserts that the process is gone whose id is in a file of the workspace.
     *
     * @param file the file
     */
    default void assertGone(String file) {
        // a zombie that its new parent has not yet fetched answers kill -0
        shell("p=$(cat " + file + ") && test -n \"$p\" && { ! kill -0 \"$p\" 2>/dev/null"
                + " || grep -q '^State:.*Z' \"/proc/$p/status\"; }");
    }
}
