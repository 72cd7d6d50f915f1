package dev.shadow.local;

import dev.shadow.Setting;
import dev.shadow.core.git.GitRemotes;
import dev.shadow.core.workspace.ManagedBackend;
import dev.shadow.spi.Backend;
import dev.shadow.spi.BackendEnvironment;
import dev.shadow.spi.BackendProvider;
import java.util.List;

/** Workspaces in directories of this machine, with its programs and its git repositories. */
public final class LocalBackendProvider implements BackendProvider {
    /** For {@link java.util.ServiceLoader}. */
    public LocalBackendProvider() {}

    @Override
    public String name() {
        return "local";
    }

    @Override
    public List<Setting> settings() {
        return List.of(ProcessControls.SETTING);
    }

    @Override
    public Backend open(BackendEnvironment environment) {
        GitRemotes remotes = GitRemotes.of(environment.credentials()).sshSessions(SshSessions::ofUser);
        ProcessControls controls = ProcessControls.chosen(environment.settings());
        return new ManagedBackend(
                new LocalSite(new StateDirectory(environment.stateDirectory()), remotes, controls),
                environment.commandRetention());
    }
}
