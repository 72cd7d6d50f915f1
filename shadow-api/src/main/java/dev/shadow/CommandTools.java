package dev.shadow;

import dev.shadow.command.Command;
import dev.shadow.command.CommandInfo;
import dev.shadow.command.CommandResult;
import dev.shadow.command.OutputChunk;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The commands of a workspace. They are the user's own processes: nothing confines them to the workspace.
 *
 * <p>An exit other than 0, a signal, a timeout: all are results. What cannot be started is an exception:
 * {@link ErrorCode#PROGRAM_NOT_FOUND}, {@link ErrorCode#PROGRAM_NOT_EXECUTABLE}, {@link ErrorCode#DIRECTORY_INVALID},
 * {@link ErrorCode#NATIVE_ENCODING}, {@link ErrorCode#COMMAND_EXISTS}. A command line for the shell starts the shell, so
 * there a missing program is exit code 127.
 *
 * <p>A command that is ended, is ended with everything that it started.
 *
 * <p>Thread-safe.
 */
public interface CommandTools {
    /** How long {@link #run} lets a command run that names no timeout: 10 minutes. */
    Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    /**
     * Runs a command and waits for its end, which is the end of its own process: one that it leaves behind with the output
     * open is not waited for. Interrupting the caller ends the command.
     *
     * @param command what to run; without a timeout it gets {@link #DEFAULT_TIMEOUT}
     * @return how it ended and what it wrote, complete up to the end, partial after a timeout
     * @throws ShadowException when it cannot be started
     */
    CommandResult run(Command command);

    /**
     * Runs a command, shows its output as it comes, and waits for its end.
     *
     * @param command what to run; without a timeout it gets {@link #DEFAULT_TIMEOUT}
     * @param output called for each chunk of the merged output. A slow one slows the delivery and not the command, until
     *     64 MiB are written; from then on it slows the command too, unless it takes nothing for a second. When it throws, the delivery ends and the command goes on
     * @return how it ended and what it wrote; by then all that it wrote was delivered
     * @throws ShadowException when it cannot be started
     */
    CommandResult run(Command command, Consumer<OutputChunk> output);

    /**
     * Starts a command in the background.
     *
     * @param command what to start; without a timeout it has none
     * @return a handle; the command goes on without it
     * @throws ShadowException when it cannot be started
     */
    CommandHandle start(Command command);

    /**
     * Attaches to a command that was started before.
     *
     * @param id its id
     * @return a handle
     * @throws ShadowException {@link ErrorCode#COMMAND_NOT_FOUND}
     */
    CommandHandle command(String id);

    /**
     * The commands of this workspace: those that run, and the last 100 that ended within {@link Setting#COMMAND_RETENTION}.
     *
     * @return in the order of their start
     */
    List<CommandInfo> commands();
}
