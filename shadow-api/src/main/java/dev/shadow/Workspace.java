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
     * Follows changes of files, whoever makes them: Shadow, commands, or programs outside. Returns when every directory is
     * watched, so nothing that happens afterwards is missed; that takes as long as listing the tree for the first watch, and
     * nothing for others, which share it. What is in {@code .git} is not told; {@link GitManager#status} knows it.
     *
     * <p>A consumer that falls behind by more than some 10,000 events is told {@link WatchEvent.Kind#GAP}. The completion of
     * the subscription fails with {@link ErrorCode#WATCH_LIMIT} when directories are made of which the operating system
     * watches no more; it is never silently less that is watched. Closing this workspace ends it.
     *
     * @param request what to follow
     * @param consumer called for each event
     * @return ends the watch when closed
     * @throws ShadowException {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#NOT_A_DIRECTORY}; {@link
     *     ErrorCode#INVALID_ARGUMENT} for a directory that is not watched: one of git, or that git ignores; {@link
     *     ErrorCode#WATCH_LIMIT}; {@link ErrorCode#DEADLINE_EXCEEDED} when the tree is too large, then try again, as it
     *     goes on
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
