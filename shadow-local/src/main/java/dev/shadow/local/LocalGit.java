package dev.shadow.local;

import dev.shadow.ErrorCode;
import dev.shadow.Setting;
import dev.shadow.ShadowException;
import dev.shadow.core.git.GitDirectory;
import dev.shadow.core.git.GitRemotes;
import dev.shadow.core.git.GitState;
import dev.shadow.core.git.GitTool;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.workspace.WorkspaceGit;
import dev.shadow.spi.BackendEnvironment;
import dev.shadow.spi.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How repositories of this machine are worked on. Thread-safe. */
final class LocalGit {
    private static final String AUTO = "auto";
    private static final String PROGRAM = "program";
    private static final String JGIT = "jgit";

    /** Which engine does the work on trees; see docs/decisions/0021. */
    static final Setting ENGINE = Setting.of(
                    "shadow.local.git",
                    "SHADOW_LOCAL_GIT",
                    "Who works on trees: auto (the git program on large ones when it is installed), program, or jgit.")
            .orDefault(AUTO);

    private final GitRemotes remotes;
    private final Optional<GitProgram> program;
    private final int fromFiles;

    private LocalGit(GitRemotes remotes, Optional<GitProgram> program, int fromFiles) {
        this.remotes = remotes;
        this.program = program;
        this.fromFiles = fromFiles;
    }

    static LocalGit of(BackendEnvironment environment, Map<String, String> host) {
        GitRemotes remotes = GitRemotes.of(environment.credentials()).sshSessions(SshSessions::ofUser);
        String engine = environment.settings().value(ENGINE).orElse(AUTO);
        Check.require(
                Set.of(AUTO, PROGRAM, JGIT).contains(engine),
                ENGINE.name() + " must be " + AUTO + ", " + PROGRAM + " or " + JGIT + ", not '" + engine + "'");
        Optional<GitProgram> found = engine.equals(JGIT) ? Optional.empty() : GitProgram.find(host);
        if (engine.equals(PROGRAM) && found.isEmpty()) {
            throw new ShadowException(
                    ErrorCode.PROGRAM_NOT_FOUND,
                    "there is no program 'git' on the PATH of this process; install it, or set " + ENGINE.name()
                            + " to " + AUTO);
        }
        return new LocalGit(remotes, found, engine.equals(PROGRAM) ? 0 : GitTool.WORTH_A_PROCESS);
    }

    /** The repository of a work tree, empty when there was none. */
    WorkspaceGit open(FileStore files, Path tree, Path state) throws IOException {
        Path directory = tree.resolve(".git");
        GitState facts = GitState.inFile(state.resolve("git"));
        GitDirectory repository = Files.exists(directory, LinkOption.NOFOLLOW_LINKS)
                ? GitDirectory.open(directory, facts)
                : GitDirectory.create(directory, facts);
        GitDirectory equipped = program.isPresent()
                ? repository.with(new GitTool(program.get(), state.resolve("git-program"), fromFiles))
                : repository;
        return new WorkspaceGit(files, equipped, remotes);
    }
}
