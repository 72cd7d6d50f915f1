package dev.shadow.mock;

import dev.shadow.core.git.GitRemotes;
import dev.shadow.core.workspace.ManagedBackend;
import dev.shadow.spi.Backend;
import dev.shadow.spi.BackendEnvironment;
import dev.shadow.spi.BackendProvider;

/**
 * Workspaces in memory: files and a repository with the behaviour of real ones, and commands that answer from a table.
 * Repositories are cloned from and pushed to wherever their address says. Nothing outlives the {@link dev.shadow.Shadow}.
 *
 * <p>Thread-safe.
 */
public final class MockBackendProvider implements BackendProvider {
    private final CommandTable commands;

    /** A mock that answers no command; for {@link java.util.ServiceLoader}. */
    public MockBackendProvider() {
        this(new CommandTable());
    }

    /**
     * A mock whose commands answer from a table. Use it by
     * {@code Shadow.builder().backend(new MockBackendProvider(commands))}.
     *
     * @param commands the answers, which may be added to while the mock is in use
     */
    public MockBackendProvider(CommandTable commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "mock";
    }

    @Override
    public Backend open(BackendEnvironment environment) {
        return new ManagedBackend(
                new MemorySite(commands, GitRemotes.of(environment.credentials())), environment.commandRetention());
    }
}
