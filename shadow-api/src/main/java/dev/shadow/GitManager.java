package dev.shadow;

import dev.shadow.git.BranchInfo;
import dev.shadow.git.Checkpoint;
import dev.shadow.git.CheckpointRequest;
import dev.shadow.git.CommitInfo;
import dev.shadow.git.CommitMessageSource;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.CommitResult;
import dev.shadow.git.DiffRequest;
import dev.shadow.git.DiffResult;
import dev.shadow.git.FileChanges;
import dev.shadow.git.GitIdentity;
import dev.shadow.git.GitStatus;
import dev.shadow.git.PushRequest;
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
     * @throws ShadowException {@link ErrorCode#PATH_ESCAPES} when a path leaves the workspace
     */
    DiffResult diff(DiffRequest request);

    /**
     * What changed since the shadow branch began, committed or not, untracked files included.
     *
     * @return at most 10,000 files
     */
    default FileChanges fileChanges() {
        DiffResult diff =
                diff(DiffRequest.of(DiffRequest.Sides.WORK_TREE_TO_BASE).maxBytes(0));
        return new FileChanges(diff.files(), diff.filesTruncated());
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
     * Commits everything that changed, under a message that is written from the changes. When the source fails or says
     * nothing, the message is the plain summary: a turn of work is not lost for want of words.
     *
     * @param messages writes the message; asked only when there is something to commit
     * @return the commit, or none when nothing had changed
     * @throws ShadowException as {@link #commit}
     */
    CommitResult commitIfChanged(CommitMessageSource messages);

    /**
     * Commits everything that changed, under a plain summary of it.
     *
     * @return the commit, or none when nothing had changed
     * @throws ShadowException as {@link #commit}
     */
    default CommitResult commitIfChanged() {
        return commitIfChanged(CommitMessageSource.plain());
    }

    /**
     * Pushes the current branch, forward only.
     *
     * @return whether anything was sent
     * @throws ShadowException as {@link #push(PushRequest)}
     */
    default PushResult push() {
        return push(PushRequest.FORWARD);
    }

    /**
     * Pushes the current branch to the remote that the workspace was prepared with, under the same name, and sets it as the
     * upstream. A connection that breaks is tried again, which sends nothing twice.
     *
     * @param request whether the remote's branch may be replaced
     * @return whether anything was sent, and whether the base branch moved meanwhile
     * @throws ShadowException {@link ErrorCode#PUSH_REJECTED} with a {@link dev.shadow.git.PushRejection} in its details,
     *     {@link ErrorCode#AUTHENTICATION_FAILED}, {@link ErrorCode#REMOTE_UNREACHABLE}
     */
    PushResult push(PushRequest request);

    /**
     * Merges the remote's base branch into the current one.
     *
     * @return the merge, or none when there was nothing to merge
     * @throws ShadowException {@link ErrorCode#UNSUPPORTED} without {@link Capability#MERGE}, which no backend has yet
     */
    @Experimental
    CommitResult mergeBase();

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
     * Keeps the state of the work tree: every file that is tracked or not ignored, to the byte. It lies on a hidden ref that is
     * never pushed. Index, HEAD and files stay as they are; repositories inside the work tree are not part of it.
     *
     * @param request name and attachments, and how many checkpoints are kept
     * @return the checkpoint
     * @throws ShadowException {@link ErrorCode#UNSUPPORTED} without {@link Capability#CHECKPOINTS}
     */
    @Experimental
    Checkpoint checkpoint(CheckpointRequest request);

    /**
     * Brings the files of a checkpoint back, to the byte, with their executable bits and links. What came after is removed,
     * except for what git ignores, then or now. The branch and its commits stay, so that what was undone shows as changes; a
     * detached HEAD returns to the checkpoint's branch, and an unfinished merge or rebase ends.
     *
     * <p>Should this process be killed in the middle, the rest is done when the workspace is next opened.
     *
     * @param checkpointId which
     * @return its attachments
     * @throws ShadowException {@link ErrorCode#CHECKPOINT_NOT_FOUND}; {@link ErrorCode#GIT_FAILED} when a directory with
     *     ignored files, or a repository, is where a file has to be, and then nothing has changed;
     *     {@link ErrorCode#UNSUPPORTED} without {@link Capability#CHECKPOINTS}
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

    /**
     * Forgets a checkpoint. Its space is freed when git next collects garbage.
     *
     * @param checkpointId which; one that is not there is no failure
     * @throws ShadowException {@link ErrorCode#UNSUPPORTED} without {@link Capability#CHECKPOINTS}
     */
    @Experimental
    void deleteCheckpoint(String checkpointId);
}
