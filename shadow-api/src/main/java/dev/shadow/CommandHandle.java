package dev.shadow;

import dev.shadow.command.Channel;
import dev.shadow.command.CommandInfo;
import dev.shadow.command.CommandResult;
import dev.shadow.command.OutputChunk;
import dev.shadow.command.PtySize;
import dev.shadow.command.Signal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * A command that was started. Handles are cheap and any number may exist; a command does not end because a handle is
 * forgotten.
 *
 * <p>Thread-safe.
 */
public interface CommandHandle {
    /**
     * The command's id.
     *
     * @return the caller's, or the one that Shadow made
     */
    String id();

    /**
     * What is known of the command now.
     *
     * @return a fresh look
     */
    CommandInfo info();

    /**
     * Reads what was written so far, and does not wait for more.
     *
     * @param channel which output
     * @param offset from where, in bytes, 0 or more
     * @param maxBytes how much at most, 1 byte to 16 MiB
     * @return the bytes there; empty when nothing was written beyond the offset yet
     */
    OutputChunk read(Channel channel, long offset, int maxBytes);

    /**
     * Follows the output from an offset to the command's end. Each subscriber has its own pace. The first 64 MiB are kept for
     * all of them; a command that writes more waits for its subscribers, but for none that takes nothing for a second, which
     * is told how much it missed.
     *
     * @param channel which output
     * @param offset from where, in bytes, 0 or more
     * @return a publisher for any number of subscribers
     */
    Flow.Publisher<OutputChunk> output(Channel channel, long offset);

    /**
     * Follows the output from an offset to the command's end.
     *
     * @param channel which output
     * @param offset from where, in bytes, 0 or more
     * @param consumer called for each chunk; the next waits until it returns
     * @return ends the delivery when closed, and not the command
     */
    Subscription output(Channel channel, long offset, Consumer<OutputChunk> consumer);

    /**
     * Writes to the command's input, and waits until the command's pipe has taken it.
     *
     * @param content what it shall read next
     * @throws ShadowException {@link ErrorCode#STDIN_CLOSED} when the command was started without open input, ended, or
     *     closed its input
     */
    void write(Bytes content);

    /**
     * Writes text as UTF-8 to the command's input.
     *
     * @param text what it shall read next
     * @throws ShadowException as {@link #write(Bytes)}
     */
    default void write(String text) {
        write(Bytes.utf8(text));
    }

    /** Ends the command's input. Does nothing when it is closed. */
    void closeStdin();

    /**
     * Sends a signal to the command's own process.
     *
     * @param signal TERM and KILL anywhere, others with {@link Capability#SIGNALS}
     */
    void signal(Signal signal);

    /**
     * Changes the size of the command's pseudo-terminal.
     *
     * @param size the new size
     */
    void resize(PtySize size);

    /**
     * Waits for the command's end.
     *
     * @param atMost how long; more than zero
     * @return the result, or empty when it still runs; it is not ended
     */
    Optional<CommandResult> await(Duration atMost);

    /**
     * The command's end.
     *
     * @return a future that the command completes; cancelling it does not end the command
     */
    CompletableFuture<CommandResult> onExit();

    /**
     * Ends the command and everything that it started: TERM, 2 seconds of grace, KILL. Returns when all is gone. Does
     * nothing when it has ended.
     */
    void kill();
}
