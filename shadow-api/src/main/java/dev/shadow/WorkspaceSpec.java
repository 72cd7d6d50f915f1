package dev.shadow;

import dev.shadow.command.Command;
import dev.shadow.git.GitIdentity;
import dev.shadow.spi.Check;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a workspace shall be. Two specs that are equal describe the same workspace, so preparing one twice is harmless.
 *
 * <p>Thread-safe.
 *
 * @param id names the workspace among all of its manager; 1 to 200 characters
 * @param taskId names the shadow branch, {@code shadow/{taskId}}; 1 to 200 characters
 * @param repository what to clone; absent: an empty directory without git
 * @param directory where the files shall be; absent: the backend chooses. Only a backend of this machine can honour it
 * @param identity author and committer of commits that name none
 * @param setup commands that run after the clone, in order, when the workspace is prepared for the first time
 * @param onLastClose what becomes of running commands at the last close
 */
public record WorkspaceSpec(
        String id,
        String taskId,
        Optional<RepositorySource> repository,
        Optional<Path> directory,
        Optional<GitIdentity> identity,
        List<Command> setup,
        OnLastClose onLastClose) {
    /** The longest id or task id, in characters. */
    public static final int MAX_ID_LENGTH = 200;

    /**
     * Checks the ids.
     *
     * @param id the component of that name
     * @param taskId the component of that name
     * @param repository the component of that name
     * @param directory the component of that name
     * @param identity the component of that name
     * @param setup the component of that name
     * @param onLastClose the component of that name
     */
    public WorkspaceSpec {
        checkId("workspace id", id);
        checkId("task id", taskId);
        setup = List.copyOf(setup);
    }

    private static void checkId(String name, String value) {
        Check.text(name, value);
        Check.require(
                value.length() <= MAX_ID_LENGTH,
                name + " must be at most " + MAX_ID_LENGTH + " characters, and has " + value.length());
        Check.require(value.chars().noneMatch(Character::isISOControl), name + " must not contain control characters");
    }

    /**
     * An empty workspace for a task; its id is the task's. {@link OnLastClose#END_COMMANDS}, no setup commands.
     *
     * @param taskId 1 to 200 characters, no control characters
     * @return the spec
     * @throws ShadowException {@link ErrorCode#INVALID_ARGUMENT} on any other text
     */
    public static WorkspaceSpec forTask(String taskId) {
        return new WorkspaceSpec(
                taskId,
                taskId,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                OnLastClose.END_COMMANDS);
    }

    /**
     * A copy with another id, for several workspaces of one task.
     *
     * @param newId 1 to 200 characters, no control characters
     * @return the copy
     */
    public WorkspaceSpec id(String newId) {
        return new WorkspaceSpec(newId, taskId, repository, directory, identity, setup, onLastClose);
    }

    /**
     * A copy that clones the branch that the remote's HEAD names.
     *
     * @param url as in {@link dev.shadow.git.RemoteUrl#parse}
     * @return the copy
     */
    public WorkspaceSpec repository(String url) {
        return repository(RepositorySource.of(url));
    }

    /**
     * A copy that clones a named branch.
     *
     * @param url as in {@link dev.shadow.git.RemoteUrl#parse}
     * @param branch the short name, such as {@code main}
     * @return the copy
     */
    public WorkspaceSpec repository(String url, String branch) {
        return repository(RepositorySource.of(url, branch));
    }

    /**
     * A copy that clones a repository, or a part of it.
     *
     * @param source which, and how much
     * @return the copy
     */
    public WorkspaceSpec repository(RepositorySource source) {
        return new WorkspaceSpec(id, taskId, Optional.of(source), directory, identity, setup, onLastClose);
    }

    /**
     * A copy whose files are in a directory of the caller's choice. It must be absent or empty, or hold this very
     * workspace already; anything else is refused with {@link ErrorCode#DIRECTORY_NOT_EMPTY} and left alone.
     *
     * @param path where; made absolute
     * @return the copy
     */
    public WorkspaceSpec directory(Path path) {
        return new WorkspaceSpec(
                id, taskId, repository, Optional.of(path.toAbsolutePath().normalize()), identity, setup, onLastClose);
    }

    /**
     * A copy with an author and committer for commits that name none.
     *
     * @param who the identity
     * @return the copy
     */
    public WorkspaceSpec identity(GitIdentity who) {
        return new WorkspaceSpec(id, taskId, repository, directory, Optional.of(who), setup, onLastClose);
    }

    /**
     * A copy with setup commands.
     *
     * @param commands run in order; the first that does not exit with 0 fails the preparation
     * @return the copy
     */
    public WorkspaceSpec setup(Command... commands) {
        return new WorkspaceSpec(id, taskId, repository, directory, identity, List.of(commands), onLastClose);
    }

    /**
     * A copy with another rule for the last close.
     *
     * @param rule the rule
     * @return the copy
     */
    public WorkspaceSpec onLastClose(OnLastClose rule) {
        return new WorkspaceSpec(id, taskId, repository, directory, identity, setup, rule);
    }
}
