package dev.shadow.core.store;

import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Command;
import dev.shadow.command.Exit;
import dev.shadow.command.LimitReport;
import dev.shadow.command.PtySize;
import dev.shadow.command.Signal;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Starts processes in a workspace.
 *
 * <p>Implementations must be thread-safe.
 */
public interface ProcessStore {
    /**
     * Starts a command. Its timeouts, output limit and id are the engine's business and not the store's.
     *
     * @param id the command's id; the store marks with it all that the command starts
     * @param command what to start
     * @return the process, running
     * @throws dev.shadow.ShadowException {@link dev.shadow.ErrorCode#PROGRAM_NOT_FOUND},
     *     {@link dev.shadow.ErrorCode#PROGRAM_NOT_EXECUTABLE}, {@link dev.shadow.ErrorCode#DIRECTORY_INVALID},
     *     {@link dev.shadow.ErrorCode#NATIVE_ENCODING}, {@link dev.shadow.ErrorCode#UNSUPPORTED}
     */
    RunningProcess start(String id, Command command);

    /**
     * What commands of this store can do beyond {@link Capability#COMMANDS}.
     *
     * @return such as {@link Capability#SIGNALS}
     */
    Set<Capability> capabilities();

    /**
     * Why commands of this store cannot do something.
     *
     * @param capability one that {@link #capabilities} leaves out
     * @return what is missing and how to get it; empty when there is nothing to be done about it
     */
    default Optional<String> reasonWithout(Capability capability) {
        return Optional.empty();
    }

    /**
     * Ends what commands of this store started and left behind: TERM, grace, KILL. Returns when all is gone.
     *
     * @param grace between the two
     * @throws InterruptedException when the thread is interrupted; KILL was sent by then
     */
    void endLeftovers(Duration grace) throws InterruptedException;

    /**
     * A process. Its input is written by one thread at a time.
     *
     * <p>Implementations must be thread-safe.
     */
    interface RunningProcess {
        /**
         * The process id.
         *
         * @return empty when there is none
         */
        OptionalLong pid();

        /**
         * Its input. Closed by the engine.
         *
         * @return a stream whose writes block while the process does not read
         */
        OutputStream stdin();

        /**
         * Begins to read its output, until every holder of its pipes has closed them. Called once.
         *
         * @param sink takes the output
         * @param threads where reading may wait
         * @return completed when the sink has all that the process itself wrote, right after {@link #exit} at the latest
         */
        CompletableFuture<Void> readOutput(OutputSink sink, Executor threads);

        /** Lets go of its pipes. Who still holds them writes to nobody. Does not end the process, nor wait. */
        void closeOutput();

        /**
         * The end of the process itself, whoever still holds its pipes.
         *
         * @return completed with {@code Exited} or {@code Signalled}
         */
        CompletableFuture<Exit> exit();

        /**
         * What became of the limits that its command asked for; after its end also whether they were reached.
         *
         * @return one report a limit
         */
        default List<LimitReport> limits() {
            return List.of();
        }

        /**
         * Sends a signal to the process itself.
         *
         * @param signal what to send
         * @throws dev.shadow.ShadowException {@link dev.shadow.ErrorCode#UNSUPPORTED} when the store cannot
         */
        void signal(Signal signal);

        /**
         * Changes the size of its pseudo-terminal, and has its foreground processes told by SIGWINCH.
         *
         * @param size the new size
         * @throws dev.shadow.ShadowException {@link dev.shadow.ErrorCode#INVALID_ARGUMENT} when it has none
         */
        default void resize(PtySize size) {
            throw new ShadowException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the command has pipes and no pseudo-terminal to be resized; start it with Command.pty");
        }

        /**
         * Ends the process and all that it started: TERM, grace, KILL. Returns when all is gone.
         *
         * @param grace between the two
         * @throws InterruptedException when the thread is interrupted; KILL was sent by then
         */
        void killTree(Duration grace) throws InterruptedException;
    }
}
