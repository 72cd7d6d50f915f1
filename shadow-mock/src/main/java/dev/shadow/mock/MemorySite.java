package dev.shadow.mock;

import dev.shadow.Health;
import dev.shadow.core.git.GitRemotes;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.KeyedLocks;
import dev.shadow.core.terminal.TerminalBudget;
import dev.shadow.core.workspace.WorkspacePlace;
import dev.shadow.core.workspace.WorkspaceRecord;
import dev.shadow.core.workspace.WorkspaceSite;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Workspaces in memory. Thread-safe. */
final class MemorySite implements WorkspaceSite {
    private final CommandTable commands;
    private final GitRemotes remotes;
    private final TerminalBudget terminals = TerminalBudget.ofHeap();
    private final Map<String, WorkspaceRecord> records = new ConcurrentHashMap<>();
    private final Map<String, MemoryPlace> places = new ConcurrentHashMap<>();
    private final KeyedLocks<String> locks = new KeyedLocks<>();

    MemorySite(CommandTable commands, GitRemotes remotes) {
        this.commands = commands;
        this.remotes = remotes;
    }

    @Override
    public Optional<WorkspaceRecord> find(String id) {
        return Optional.ofNullable(records.get(id));
    }

    @Override
    public List<WorkspaceRecord> all() {
        return List.copyOf(records.values());
    }

    @Override
    public void save(WorkspaceRecord workspace) {
        records.put(workspace.id(), workspace);
    }

    @Override
    public <R> R locked(String id, Deadline deadline, FileStore.Action<R> action)
            throws IOException, InterruptedException {
        return locks.locked(id, deadline, action);
    }

    @Override
    public WorkspacePlace place(WorkspaceRecord workspace) {
        return places.computeIfAbsent(workspace.id(), id -> new MemoryPlace(this, workspace));
    }

    CommandTable commands() {
        return commands;
    }

    GitRemotes remotes() {
        return remotes;
    }

    TerminalBudget terminals() {
        return terminals;
    }

    void forget(String id) {
        records.remove(id);
        places.remove(id);
    }

    @Override
    public Health check() {
        return new Health(true, "there is memory for workspaces");
    }

    @Override
    public void close() {
        records.clear();
        places.clear();
    }
}
