package dev.shadow.core.workspace;

import dev.shadow.Capability;
import dev.shadow.OnLastClose;
import dev.shadow.core.command.CommandEngine;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.terminal.TerminalEngine;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What runs in an open workspace.
 *
 * <p>Thread-safe.
 *
 * @param files the files
 * @param fileCapabilities what the files can do beyond being files
 * @param commands the commands; closed first
 * @param terminal shows the commands; closed after them
 * @param git the repository, when the workspace has one
 * @param last called when all else is closed, with the rule by which commands were
 */
public record Engines(
        FileStore files,
        Set<Capability> fileCapabilities,
        CommandEngine commands,
        TerminalEngine terminal,
        Optional<WorkspaceGit> git,
        Consumer<OnLastClose> last) {
    /** Keeps its own set. */
    public Engines {
        fileCapabilities = Set.copyOf(fileCapabilities);
    }
}
