package dev.shadow.mock;

import dev.shadow.Capability;
import dev.shadow.core.command.CommandEngine;
import dev.shadow.core.git.GitDirectory;
import dev.shadow.core.git.GitState;
import dev.shadow.core.patch.PatchJournal;
import dev.shadow.core.terminal.TerminalEngine;
import dev.shadow.core.terminal.TerminalLimits;
import dev.shadow.core.watch.WatchEngine;
import dev.shadow.core.workspace.Engines;
import dev.shadow.core.workspace.WorkspaceGit;
import dev.shadow.core.workspace.WorkspacePlace;
import dev.shadow.core.workspace.WorkspaceRecord;
import java.util.Optional;
import java.util.Set;

/** Files and a repository in memory. They stay while handles come and go. Thread-safe. */
final class MemoryPlace implements WorkspacePlace {
    private static final Set<Capability> CAPABILITIES = Set.of(Capability.EXECUTABLE_BIT, Capability.SYMBOLIC_LINKS);

    private final MemorySite site;
    private final WorkspaceRecord workspace;
    private final MemoryFileStore files = new MemoryFileStore();
    private final GitDirectory repository = GitDirectory.inMemory(GitState.inMemory());
    private volatile boolean exists;

    MemoryPlace(MemorySite site, WorkspaceRecord workspace) {
        this.site = site;
        this.workspace = workspace;
    }

    @Override
    public String location() {
        return "memory of this process";
    }

    @Override
    public boolean exists() {
        return exists;
    }

    @Override
    public void create() {
        exists = true;
    }

    @Override
    public Engines start() {
        Optional<WorkspaceGit> git = workspace.repository().isEmpty()
                ? Optional.empty()
                : Optional.of(new WorkspaceGit(files, repository, site.remotes()));
        TerminalEngine terminal = new TerminalEngine(TerminalLimits.DEFAULT, site.terminals());
        CommandEngine commands = new CommandEngine(new ScriptedProcessStore(site.commands())).showingIn(terminal);
        WatchEngine watch = new WatchEngine(files, hints -> new MemoryWatchStore(files, hints));
        return new Engines(files, PatchJournal.none(), CAPABILITIES, commands, terminal, watch, git, rule -> {});
    }

    @Override
    public void delete() {
        exists = false;
        site.forget(workspace.id());
    }
}
