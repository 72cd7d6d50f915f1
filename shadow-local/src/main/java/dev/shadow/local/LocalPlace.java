package dev.shadow.local;

import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.OnLastClose;
import dev.shadow.ShadowException;
import dev.shadow.core.command.CommandEngine;
import dev.shadow.core.patch.PatchEngine;
import dev.shadow.core.patch.PatchJournal;
import dev.shadow.core.terminal.TerminalEngine;
import dev.shadow.core.watch.WatchEngine;
import dev.shadow.core.workspace.Engines;
import dev.shadow.core.workspace.WorkspaceGit;
import dev.shadow.core.workspace.WorkspacePlace;
import dev.shadow.core.workspace.WorkspaceRecord;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A directory of this machine, and beside it the state of Shadow. Thread-safe. */
final class LocalPlace implements WorkspacePlace {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(60);
    private static final Set<Capability> CAPABILITIES = Set.of(
            Capability.EXECUTABLE_BIT,
            Capability.SYMBOLIC_LINKS,
            Capability.DIRECTORY_HANDLES,
            Capability.SHALLOW_HISTORY);

    private final WorkspaceRecord workspace;
    private final Path tree;
    private final Path state;
    private final LocalGit git;
    private final ProcessControls controls;
    private final LocalTerminals terminals;
    private final Supplier<List<Path>> hidden;

    LocalPlace(
            WorkspaceRecord workspace,
            Path tree,
            Path state,
            LocalGit git,
            ProcessControls controls,
            LocalTerminals terminals,
            Supplier<List<Path>> hidden) {
        this.workspace = workspace;
        this.tree = tree;
        this.state = state;
        this.git = git;
        this.controls = controls;
        this.terminals = terminals;
        this.hidden = hidden;
    }

    @Override
    public String location() {
        return tree.toString();
    }

    @Override
    public boolean exists() {
        return Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void create() throws IOException {
        Trees.makeEmpty(tree);
        StateDirectory.makePrivate(state);
    }

    @Override
    public Engines start() throws IOException {
        LocalFileStore files = new LocalFileStore(tree, state.resolve("lock"));
        PatchJournal journal = new LocalPatchJournal(state.resolve("journal"));
        recover(new PatchEngine(files, journal));
        files.sweep();
        LocalProcessStore processes = processes();
        if (workspace.onLastClose() == OnLastClose.END_COMMANDS) {
            endOrphans(processes);
        } else {
            processes.removeOrphanFiles();
        }
        Optional<WorkspaceGit> repository =
                workspace.repository().isEmpty() ? Optional.empty() : Optional.of(git.open(files, tree, state));
        TerminalEngine terminal = terminals.open(state);
        return new Engines(
                files,
                journal,
                CAPABILITIES,
                new CommandEngine(processes, processes.directory().resolve("output")).showingIn(terminal),
                terminal,
                new WatchEngine(files, hints -> LocalWatchStore.start(files.root(), hints)),
                repository,
                rule -> {
                    if (rule == OnLastClose.END_COMMANDS) {
                        processes.close();
                    }
                    release(files);
                });
    }

    private static void release(LocalFileStore files) {
        try {
            files.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void recover(PatchEngine patches) throws IOException {
        try {
            patches.recover(Deadline.after(LONGEST_RECOVERY));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        }
    }

    private LocalProcessStore processes() {
        return new LocalProcessStore(tree, state.resolve("commands"), controls, hidden);
    }

    /** What commands of a killed process left behind must not go on beside ours. */
    private static void endOrphans(LocalProcessStore processes) {
        try {
            processes.endOrphans(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The record goes last: as long as it is there, the rest can be found and removed by another call. */
    @Override
    public void delete() throws IOException {
        if (tree.getParent() == null) {
            throw new ShadowException(ErrorCode.INTERNAL, "a root directory is never removed: " + tree);
        }
        if (exists()) {
            endOrphans(processes());
        }
        Trees.delete(tree);
        Trees.delete(state);
    }
}
