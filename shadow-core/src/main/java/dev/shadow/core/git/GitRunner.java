package dev.shadow.core.git;

import dev.shadow.Bytes;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Starts the {@code git} program, and nothing else.
 *
 * <p>Implementations must be thread-safe.
 */
public interface GitRunner {
    /**
     * Runs git to its end. Its environment is what the call names and what any program needs, such as {@code PATH}; nothing of
     * the user's, and no configuration of system or user.
     *
     * @param call what to run
     * @param deadline when git and all that it started are ended
     * @return how it ended
     * @throws IOException when git cannot be started, or wrote more than the call allows
     * @throws InterruptedException when the thread is interrupted; git is ended before
     * @throws dev.shadow.ShadowException {@link dev.shadow.ErrorCode#DEADLINE_EXCEEDED}; git is ended before
     */
    Result run(Call call, Deadline deadline) throws IOException, InterruptedException;

    /**
     * One run. Standard input is empty.
     *
     * <p>Thread-safe.
     *
     * @param arguments without the name of the program
     * @param environment variables beside those that any program needs
     * @param mostBytes how much it may write
     * @param errorLine told now and then, by the thread that runs git, of the last line of its standard error
     */
    record Call(List<String> arguments, Map<String, String> environment, int mostBytes, Consumer<String> errorLine) {
        /**
         * Keeps its own collections.
         *
         * @param arguments the component of that name
         * @param environment the component of that name
         * @param mostBytes the component of that name
         * @param errorLine the component of that name
         */
        public Call {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }
    }

    /**
     * How a run ended.
     *
     * <p>Thread-safe.
     *
     * @param exit its exit code
     * @param output what it wrote
     * @param errors the beginning of what it wrote to its standard error
     */
    record Result(int exit, Bytes output, String errors) {}
}
