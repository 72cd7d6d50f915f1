package dev.shadow.core.workspace;

import dev.shadow.Capability;
import dev.shadow.OnLastClose;
import dev.shadow.core.command.CommandEngine;
import dev.shadow.core.patch.PatchJournal;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.terminal.TerminalEngine;
import dev.shadow.core.watch.WatchEngine;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What runs in an open workspace.
 *
 * <p>Thread-safe.
 *
 * @param files the files
 * @param journal where patches under way are recorded; what was left in it is recovered
 * @param capabilities what can be done here beyond what the engines declare themselves
 * @param commands the commands; closed first
 * @param terminal shows the commands; closed after them
 * @param watch who watches the files; closed with the terminal
 * @param git the repository, when the workspace has one
 * @param last called when all else is closed, with the rule by which commands were
 */
public record Engines(
        FileStore files,
        PatchJournal journal,
        Set<Capability> capabilities,
        CommandEngine commands,
        TerminalEngine terminal,
        WatchEngine watch,
        Optional<WorkspaceGit> git,
        Consumer<OnLastClose> last) {
    /** Keeps its own set. */
    public Engines {
        capabilities = Set.copyOf(capabilities);
    }
}
