package dev.shadow.local;

import dev.shadow.Setting;
import dev.shadow.core.workspace.ManagedBackend;
import dev.shadow.spi.Backend;
import dev.shadow.spi.BackendEnvironment;
import dev.shadow.spi.BackendProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Workspaces in directories of this machine, with its programs and its git repositories. */
public final class LocalBackendProvider implements BackendProvider {
    /** Whether terminals are kept on disk without anybody asking for it: {@code on-demand} or {@code always}. */
    public static final Setting TERMINAL_LOG = Setting.of(
                    "shadow.terminal.log",
                    "SHADOW_TERMINAL_LOG",
                    "Terminals are kept on disk and brought back: on-demand, by persist() and restore(), or always.")
            .orDefault("on-demand");

    /** Where the files of workspaces are put that were prepared without a directory. */
    public static final Setting WORKSPACES = Setting.of(
            "shadow.local.workspaces",
            "SHADOW_LOCAL_WORKSPACES",
            "Directory in which workspaces are put that name none themselves. By default trees/ of shadow.state.dir.");

    /** For {@link java.util.ServiceLoader}. */
    public LocalBackendProvider() {}

    @Override
    public String name() {
        return "local";
    }

    @Override
    public List<Setting> settings() {
        return List.of(ProcessControls.SETTING, LocalGit.ENGINE, LocalGit.MIRRORS, TERMINAL_LOG, WORKSPACES);
    }

    @Override
    public Backend open(BackendEnvironment environment) {
        Optional<Path> workspaces = environment
                .settings()
                .value(WORKSPACES)
                .map(text -> Path.of(text).toAbsolutePath().normalize());
        StateDirectory state = new StateDirectory(environment.stateDirectory(), workspaces);
        LocalGit git = LocalGit.of(environment, state, System.getenv());
        ProcessControls controls = ProcessControls.chosen(environment.settings());
        LocalTerminals terminals =
                LocalTerminals.kept(environment.settings().value(TERMINAL_LOG).orElseThrow());
        return new ManagedBackend(new LocalSite(state, git, controls, terminals), environment.commandRetention());
    }
}
