package dev.shadow.local;

import dev.shadow.ErrorCode;
import dev.shadow.Setting;
import dev.shadow.ShadowException;
import dev.shadow.core.git.GitDirectory;
import dev.shadow.core.git.GitRemotes;
import dev.shadow.core.git.GitState;
import dev.shadow.core.git.GitTool;
import dev.shadow.core.git.Mirrors;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.core.workspace.WorkspaceGit;
import dev.shadow.spi.BackendEnvironment;
import dev.shadow.spi.Check;
import dev.shadow.spi.Deadline;
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

    /** How much room {@link Mirrors} take. */
    static final Setting MIRRORS = Setting.of(
                    "shadow.local.mirrors.bytes",
                    "SHADOW_LOCAL_MIRRORS_BYTES",
                    "The most bytes of repositories to keep, so that another workspace need not fetch them; 0 for none.")
            .orDefault(Long.toString(10L << 30));

    private final GitRemotes remotes;
    private final Optional<Mirrors> mirrors;
    private final Optional<GitProgram> program;
    private final int fromFiles;

    private LocalGit(GitRemotes remotes, Optional<Mirrors> mirrors, Optional<GitProgram> program, int fromFiles) {
        this.remotes = remotes;
        this.mirrors = mirrors;
        this.program = program;
        this.fromFiles = fromFiles;
    }

    static LocalGit of(BackendEnvironment environment, StateDirectory state, Map<String, String> host) {
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
        return new LocalGit(
                remotes, mirrors(environment, state), found, engine.equals(PROGRAM) ? 0 : GitTool.WORTH_A_PROCESS);
    }

    private static Optional<Mirrors> mirrors(BackendEnvironment environment, StateDirectory state) {
        String text = environment.settings().value(MIRRORS).orElse("0");
        Check.require(text.matches("[0-9]{1,18}"), MIRRORS.name() + " must be a number of bytes, not '" + text + "'");
        if (Long.parseLong(text) == 0) {
            return Optional.empty();
        }
        WorkspaceLocks locks = new WorkspaceLocks(state.lock());
        Mirrors.Locks mirrorLocks = new Mirrors.Locks() {
            @Override
            public <R> R locked(String name, Deadline deadline, FileStore.Action<R> action)
                    throws IOException, InterruptedException {
                StateDirectory.makePrivate(state.mirrors());
                return locks.paths(Set.of(WorkspacePath.ROOT.child("mirrors").child(name)), deadline, action);
            }
        };
        return Optional.of(new Mirrors(state.mirrors(), mirrorLocks, Long.parseLong(text)));
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
        return new WorkspaceGit(files, equipped, remotes, mirrors);
    }
}
