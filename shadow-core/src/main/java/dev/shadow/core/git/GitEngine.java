package dev.shadow.core.git;

import dev.shadow.Capability;
import dev.shadow.core.store.FileStore;
import dev.shadow.git.BranchInfo;
import dev.shadow.git.GitOperation;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Check;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.Done;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationTable;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The operations of {@link dev.shadow.git.GitOperation} through JGit's plumbing over a store. No program is started: no hook,
 * filter, helper or monitor that the repository names.
 *
 * <p>Thread-safe.
 */
public final class GitEngine {
    private static final int MOST_COMMITS = 10_000;

    private final GitDirectory git;
    private final StatusReader status;
    private final DiffReader diff;
    private final Committer committer;
    private final Pusher pusher;
    private final ShadowBranches branches;
    private final CheckpointEngine checkpoints;

    /**
     * An engine over a store and its repository.
     *
     * @param store the work tree
     * @param git the repository, which stays the caller's to close
     * @param remotes how remotes are reached
     */
    public GitEngine(FileStore store, GitDirectory git, GitRemotes remotes) {
        this.git = git;
        TreeWork trees = git.trees(store);
        this.branches = new ShadowBranches(git, store, trees, remotes);
        this.status = new StatusReader(git, store, trees);
        this.diff = new DiffReader(git, store, trees, branches);
        this.committer = new Committer(git, store, trees);
        this.pusher = new Pusher(git, remotes);
        this.checkpoints = new CheckpointEngine(git, store, trees);
    }

    /**
     * Adds the handlers of this engine.
     *
     * @param table to be filled
     */
    public void register(OperationTable.Builder table) {
        checkpoints.register(table);
        table.can(Capability.GIT)
                .on(GitOperation.Status.class, (operation, call) -> run(operation, call, status::read))
                .on(
                        GitOperation.Diff.class,
                        (operation, call) -> run(operation, call, deadline -> diff.read(operation.request(), deadline)))
                .on(
                        GitOperation.Commit.class,
                        (operation, call) -> run(
                                operation,
                                call,
                                deadline -> git.alone(deadline, () -> committer.commit(operation.request(), deadline))))
                .on(
                        GitOperation.Push.class,
                        (operation, call) ->
                                run(operation, call, deadline -> pusher.push(operation.request(), deadline)))
                .on(GitOperation.Log.class, (operation, call) -> {
                    int limit = Check.range("limit", operation.limit(), 1, MOST_COMMITS);
                    return run(operation, call, deadline -> Commits.log(git.repository(), limit, deadline));
                })
                .on(
                        GitOperation.CreateShadowBranch.class,
                        (operation, call) -> run(
                                operation,
                                call,
                                deadline -> branches.go(Check.text("task id", operation.taskId()), false, deadline)))
                .on(
                        GitOperation.CurrentBranch.class,
                        (operation, call) -> run(operation, call, deadline -> Refs.currentBranch(git.repository())))
                .on(
                        GitOperation.Head.class,
                        (operation, call) -> run(
                                operation,
                                call,
                                deadline -> Trees.head(git.repository()).map(ObjectId::name)))
                .on(
                        GitOperation.ConfigureUser.class,
                        (operation, call) -> run(operation, call, deadline -> configure(operation, deadline)));
    }

    GitDirectory git() {
        return git;
    }

    CheckpointEngine checkpoints() {
        return checkpoints;
    }

    ShadowBranches branches() {
        return branches;
    }

    private Done configure(GitOperation.ConfigureUser operation, Deadline deadline)
            throws IOException, InterruptedException {
        return git.alone(deadline, () -> {
            git.configureUser(operation.identity());
            return Done.DONE;
        });
    }

    /**
     * Adds handlers for a workspace without a repository, which all refuse with
     * {@link dev.shadow.ErrorCode#NOT_A_REPOSITORY}.
     *
     * @param table to be filled
     */
    public static void registerWithout(OperationTable.Builder table) {
        table.can(Capability.GIT)
                .can(Capability.CHECKPOINTS)
                .on(GitOperation.CreateCheckpoint.class, GitEngine::refuse)
                .on(GitOperation.RestoreCheckpoint.class, GitEngine::refuse)
                .on(GitOperation.ListCheckpoints.class, GitEngine::refuse)
                .on(GitOperation.DeleteCheckpoint.class, GitEngine::refuse)
                .on(GitOperation.Status.class, GitEngine::refuse)
                .on(GitOperation.Diff.class, GitEngine::refuse)
                .on(GitOperation.Commit.class, GitEngine::refuse)
                .on(GitOperation.Push.class, GitEngine::refuse)
                .on(GitOperation.Log.class, GitEngine::refuse)
                .on(GitOperation.CreateShadowBranch.class, GitEngine::refuse)
                .on(GitOperation.CurrentBranch.class, GitEngine::refuse)
                .on(GitOperation.Head.class, GitEngine::refuse)
                .on(GitOperation.ConfigureUser.class, GitEngine::refuse);
    }

    private static <R> R refuse(Operation<R> operation, CallContext call) {
        throw GitDirectory.notARepository();
    }

    /**
     * Goes to the branch of a task just after {@link RepositoryClone}, which has fetched what the remote has unless only one
     * branch was wanted.
     *
     * @param taskId the task
     * @param deadline when it must have ended
     * @return the branch
     * @throws InterruptedException when the thread is interrupted
     */
    public BranchInfo shadowBranchAfterClone(String taskId, Deadline deadline) throws InterruptedException {
        return GitCalls.run("git checkout", deadline, () -> {
            boolean fetched = git.state()
                    .load()
                    .remote()
                    .filter(source -> source.options().singleBranch())
                    .isEmpty();
            return branches.go(taskId, fetched, deadline);
        });
    }

    /**
     * Ends what a process began that was killed.
     *
     * @param deadline when it must have ended
     * @throws InterruptedException when the thread is interrupted; the next call ends it
     */
    public void recover(Deadline deadline) throws InterruptedException {
        GitCalls.run("the end of a restore", deadline, () -> {
            checkpoints.recover(deadline);
            return Done.DONE;
        });
    }

    /** A body that ends in time. */
    @FunctionalInterface
    interface Timed<R> {
        R run(Deadline deadline) throws IOException, InterruptedException;
    }

    static <R> R run(Operation<R> operation, CallContext call, Timed<R> body) throws InterruptedException {
        Deadline deadline = call.deadline();
        return GitCalls.run(operation.type().name(), deadline, () -> body.run(deadline));
    }
}
