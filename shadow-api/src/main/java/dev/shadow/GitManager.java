package dev.shadow;

import dev.shadow.git.BranchInfo;
import dev.shadow.git.Checkpoint;
import dev.shadow.git.CommitInfo;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.CommitResult;
import dev.shadow.git.DiffRequest;
import dev.shadow.git.DiffResult;
import dev.shadow.git.FileChange;
import dev.shadow.git.GitIdentity;
import dev.shadow.git.GitStatus;
import dev.shadow.git.PushResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The repository of a workspace. Cloning is part of {@link WorkspaceManager#prepare}, which also puts the work on the
 * branch {@code shadow/{taskId}}.
 *
 * <p>The configuration inside the repository is not trusted: an agent can write to it. Pushes go to the address that the
 * workspace was prepared with, no hook or filter of the repository runs, and credentials are asked for each operation and
 * stored nowhere.
 *
 * <p>Every method throws {@link ErrorCode#NOT_A_REPOSITORY} in a workspace without a repository.
 *
 * <p>Thread-safe.
 */
public interface GitManager {
    /**
     * What is not as the last commit has it.
     *
     * @return at most 10,000 entries
     */
    GitStatus status();

    /**
     * Compares states of the tree.
     *
     * @param request what to compare
     * @return a unified diff and numbers for each file
     */
    DiffResult diff(DiffRequest request);

    /**
     * What changed since the shadow branch began, committed or not, untracked files included.
     *
     * @return by path
     */
    default List<FileChange> fileChanges() {
        return diff(DiffRequest.of(DiffRequest.Sides.WORK_TREE_TO_BASE)).files();
    }

    /**
     * Commits on the current branch. What is committed is the work tree, whatever the index holds.
     *
     * @param request what, and by whom
     * @return the commit, or none when nothing had changed
     * @throws ShadowException {@link ErrorCode#GIT_FAILED} when HEAD is detached or a merge is unfinished;
     *     {@link ErrorCode#INVALID_ARGUMENT} when a path names nothing that is here or was
     */
    CommitResult commit(CommitRequest request);

    /**
     * Pushes the current branch to the remote that the workspace was prepared with, under the same name. Never forces.
     *
     * @return whether anything was sent
     * @throws ShadowException {@link ErrorCode#PUSH_REJECTED}, {@link ErrorCode#AUTHENTICATION_FAILED},
     *     {@link ErrorCode#REMOTE_UNREACHABLE}
     */
    PushResult push();

    /**
     * The commits that lead to HEAD.
     *
     * @param limit the most, 1 to 10,000
     * @return newest first; empty before the first commit
     */
    List<CommitInfo> log(int limit);

    /**
     * Goes to {@code shadow/{taskId}}: the branch that is here, else the remote's, else a new one at HEAD. Characters that
     * git does not allow in a branch name are written as {@code %XX}.
     *
     * @param taskId the task
     * @return the branch, which is the current one now
     * @throws ShadowException {@link ErrorCode#REPOSITORY_EMPTY} before the first commit
     */
    BranchInfo createShadowBranch(String taskId);

    /**
     * The current branch.
     *
     * @return its short name; empty when HEAD is detached
     */
    Optional<String> currentBranch();

    /**
     * The last commit.
     *
     * @return its id; empty before the first
     */
    Optional<String> head();

    /**
     * Sets author and committer of commits that name none. Kept in Shadow's state, not in git's configuration.
     *
     * @param identity who
     */
    void configureUser(GitIdentity identity);

    /**
     * Keeps the state of the tree, beside index and HEAD, which stay as they are.
     *
     * @param name for people
     * @param attachments a host's own state, by name
     * @return the checkpoint
     * @throws ShadowException {@link ErrorCode#UNSUPPORTED} without {@link Capability#CHECKPOINTS}
     */
    @Experimental
    Checkpoint checkpoint(String name, Map<String, Bytes> attachments);

    /**
     * Brings the state of a checkpoint back, to the byte. The current branch stays.
     *
     * @param checkpointId which
     * @return its attachments
     * @throws ShadowException {@link ErrorCode#UNSUPPORTED} without {@link Capability#CHECKPOINTS}
     */
    @Experimental
    Map<String, Bytes> restore(String checkpointId);

    /**
     * The checkpoints of this workspace.
     *
     * @return newest first
     * @throws ShadowException {@link ErrorCode#UNSUPPORTED} without {@link Capability#CHECKPOINTS}
     */
    @Experimental
    List<Checkpoint> checkpoints();
}
