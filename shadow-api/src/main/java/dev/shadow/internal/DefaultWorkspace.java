package dev.shadow.internal;

import dev.shadow.CallOptions;
import dev.shadow.Capabilities;
import dev.shadow.GitManager;
import dev.shadow.Subscription;
import dev.shadow.TerminalBuffer;
import dev.shadow.ToolExecutor;
import dev.shadow.Workspace;
import dev.shadow.watch.WatchEvent;
import dev.shadow.watch.WatchOperation;
import dev.shadow.watch.WatchRequest;
import java.util.function.Consumer;

/** A workspace as its caller. Thread-safe. */
final class DefaultWorkspace implements Workspace {
    private final Caller caller;
    private final ToolExecutor tools;
    private final GitManager git;
    private final TerminalBuffer terminal;

    DefaultWorkspace(Caller caller) {
        this.caller = caller;
        this.tools = new DefaultTools(caller);
        this.git = new DefaultGit(caller);
        this.terminal = new DefaultTerminal(caller);
    }

    @Override
    public String id() {
        return caller.workspaceId();
    }

    @Override
    public ToolExecutor tools() {
        return tools;
    }

    @Override
    public GitManager git() {
        return git;
    }

    @Override
    public TerminalBuffer terminal() {
        return terminal;
    }

    @Override
    public Subscription watch(WatchRequest request, Consumer<WatchEvent> consumer) {
        return caller.owned(Delivery.start(caller.call(new WatchOperation(request)), consumer));
    }

    @Override
    public Capabilities capabilities() {
        return caller.capabilities();
    }

    @Override
    public Workspace with(CallOptions options) {
        return new DefaultWorkspace(caller.with(options));
    }

    @Override
    public void close() {
        caller.close();
    }
}
