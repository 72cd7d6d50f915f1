package dev.shadow;

import dev.shadow.watch.WatchEvent;
import dev.shadow.watch.WatchRequest;
import java.util.function.Consumer;

/**
 * A checked-out repository in which an agent works. Get one from {@link WorkspaceManager#prepare} or
 * {@link WorkspaceManager#open}, and close it when done.
 *
 * <p>Every call has a deadline, a default one unless {@link #with} gives another. A call that fails throws
 * {@link ShadowException}; beside the codes that each method names, any call may end in
 * {@link ErrorCode#DEADLINE_EXCEEDED}, {@link ErrorCode#INTERRUPTED}, {@link ErrorCode#CLOSED}, {@link ErrorCode#DENIED}
 * and {@link ErrorCode#UNSUPPORTED}.
 *
 * <p>Thread-safe, and so is everything reached from it.
 */
public interface Workspace extends AutoCloseable {
    /**
     * The id it was prepared with.
     *
     * @return the id
     */
    String id();

    /**
     * Files, search and commands.
     *
     * @return the same object at each call
     */
    ToolExecutor tools();

    /**
     * The repository.
     *
     * @return the same object at each call
     */
    GitManager git();

    /**
     * The workspace's terminal, as a person would have seen it.
     *
     * @return the same object at each call
     */
    TerminalBuffer terminal();

    /**
     * Follows changes of files.
     *
     * @param request what to follow
     * @param consumer called for each event
     * @return ends the watch when closed
     */
    @Experimental
    Subscription watch(WatchRequest request, Consumer<WatchEvent> consumer);

    /**
     * What this workspace can do.
     *
     * @return the capabilities, which do not change
     */
    Capabilities capabilities();

    /**
     * A view of this workspace whose calls carry the given options. Cheap; closing a view closes the workspace.
     *
     * @param options deadline, request id, trace parent
     * @return the view
     */
    Workspace with(CallOptions options);

    /**
     * Releases this handle. At the last handle, running commands are ended or kept as {@link WorkspaceSpec#onLastClose}
     * says. The files stay. Does nothing the second time.
     */
    @Override
    void close();
}
