package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.git.Checkpoint;
import dev.shadow.git.CheckpointRequest;
import dev.shadow.git.DiffRequest;
import dev.shadow.git.DiffResult;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * What is done with the repositories of two workspaces. The caller keeps both from being destroyed meanwhile.
 *
 * <p>Thread-safe.
 */
public final class GitForks {
    private static final String HIDDEN = "refs/shadow/";

    private final GitEngine engine;

    /**
     * Forks of a workspace.
     *
     * @param engine of the workspace that they are made from, compared with, or adopted by
     */
    public GitForks(GitEngine engine) {
        this.engine = engine;
    }

    /**
     * The state to begin at.
     *
     * <p>Thread-safe.
     *
     * @param commit a commit of the repository in the form of a checkpoint
     */
    public record Point(String commit) {}

    /**
     * Keeps the state that forks begin at.
     *
     * @param checkpoint which; absent: the files as they are
     * @param deadline when it must have ended
     * @return the state
     * @throws InterruptedException when the thread is interrupted
     */
    public Point point(Optional<String> checkpoint, Deadline deadline) throws InterruptedException {
        return GitCalls.run(
                "the snapshot of a workspace",
                deadline,
                () -> engine.git()
                        .alone(
                                deadline,
                                () -> new Point(
                                        checkpoint.isPresent()
                                                ? engine.checkpoints()
                                                        .find(checkpoint.get())
                                                        .id()
                                                        .name()
                                                : engine.checkpoints()
                                                        .write(CheckpointRequest.of("Fork"), deadline)
                                                        .name())));
    }

    /**
     * Fills a new workspace.
     *
     * @param fork its engine, over an empty repository and work tree
     * @param point where it begins
     * @param originId the id of the workspace that it is made from
     * @param taskId its task, which names its branch
     * @param deadline when it must have ended
     * @throws InterruptedException when the thread is interrupted
     */
    public void fill(GitEngine fork, Point point, String originId, String taskId, Deadline deadline)
            throws InterruptedException {
        GitCalls.run(
                "the fork of a workspace",
                deadline,
                () -> fork.git().alone(deadline, () -> {
                    GitDirectory git = fork.git();
                    ObjectId commit = ObjectId.fromString(point.commit());
                    git.takeObjects(engine.git(), commit, deadline);
                    CheckpointCommit kept = CheckpointCommit.read(git.repository(), commit)
                            .orElseThrow(() -> new IOException("the state to fork from is gone"));
                    String branch = BranchNames.forTask(taskId);
                    copyRefs(engine.git().repository(), git.repository(), branch);
                    begin(git, kept, branch);
                    remember(git, kept, originId, branch);
                    fork.checkpoints().bringBack(kept, deadline);
                    return point;
                }));
    }

    private static void copyRefs(Repository from, Repository to, String except) throws IOException {
        for (Ref ref : from.getRefDatabase().getRefsByPrefix(Constants.R_REFS)) {
            boolean copied = !ref.getName().startsWith(HIDDEN)
                    && !ref.getName().equals(Refs.local(except))
                    && !ref.isSymbolic()
                    && to.getObjectDatabase().has(ref.getObjectId());
            if (copied) {
                set(to, ref.getName(), ref.getObjectId());
            }
        }
    }

    private static void begin(GitDirectory git, CheckpointCommit kept, String branch) throws IOException {
        if (kept.head().isPresent()) {
            set(git.repository(), Refs.local(branch), kept.head().get());
        }
        RefUpdate head = git.repository().updateRef(Constants.HEAD);
        head.setRefLogMessage("fork: begin at " + kept.id().name(), false);
        RefUpdates.require(head.link(Refs.local(branch)), "go to the branch " + branch);
    }

    private static void set(Repository repository, String name, ObjectId commit) throws IOException {
        RefUpdate update = repository.updateRef(name);
        update.setNewObjectId(commit);
        update.setRefLogMessage("fork", false);
        RefUpdates.require(update.forceUpdate(), "write " + name);
    }

    private void remember(GitDirectory git, CheckpointCommit kept, String originId, String branch) throws IOException {
        GitState.Facts origin = engine.git().state().load();
        Optional<String> base = engine.branches().currentBase().or(kept::head).map(ObjectId::name);
        GitState.Facts facts = GitState.Facts.NONE.withOrigin(originId);
        facts = origin.remote().isPresent() ? facts.withRemote(origin.remote().get()) : facts;
        facts = origin.identity().isPresent()
                ? facts.withIdentity(origin.identity().get())
                : facts;
        git.state().save(base.isPresent() ? facts.withBase(branch, base.get()) : facts);
        if (origin.remote().isPresent()) {
            git.writeConfig(
                    config -> Remote.configure(config, origin.remote().get().url()));
        }
    }

    /**
     * The workspace that this one was forked from.
     *
     * @param deadline when it must have ended
     * @return its id; empty when it is no fork
     * @throws InterruptedException when the thread is interrupted
     */
    public Optional<String> origin(Deadline deadline) throws InterruptedException {
        return GitCalls.run(
                "git state", deadline, () -> engine.git().state().load().origin());
    }

    /**
     * Compares the files with those of another workspace.
     *
     * @param other the new side
     * @param maxBytes the most text
     * @param deadline when it must have ended
     * @return what leads from the one to the other
     * @throws InterruptedException when the thread is interrupted
     */
    public DiffResult compare(GitEngine other, int maxBytes, Deadline deadline) throws InterruptedException {
        return GitCalls.run("the comparison of workspaces", deadline, () -> {
            Repository repository = engine.git().repository();
            try (ObjectInserter one = DiscardingInserter.of(repository);
                    ObjectInserter two = DiscardingInserter.of(other.git().repository())) {
                ObjectId before = engine.checkpoints().snapshot(one, deadline).files();
                ObjectId after = other.checkpoints().snapshot(two, deadline).files();
                JoinedReader reader = new JoinedReader(one.newReader(), two.newReader());
                try (TreeDiff diff = new TreeDiff(repository, reader, deadline)) {
                    TreeSides sides = TreeSides.between(reader, Optional.of(before), Optional.of(after));
                    DiffRequest limits =
                            DiffRequest.of(DiffRequest.Sides.WORK_TREE_TO_HEAD).maxBytes(maxBytes);
                    return DiffReader.render(diff, diff.changes(sides.before(), sides.after()), limits);
                }
            }
        });
    }

    /**
     * Takes over the commits and files of a fork.
     *
     * @param fork its engine
     * @param forkId its id
     * @param deadline when it must have ended
     * @return the files as they were before
     * @throws InterruptedException when the thread is interrupted
     */
    public Checkpoint adopt(GitEngine fork, String forkId, Deadline deadline) throws InterruptedException {
        Point point = new GitForks(fork).point(Optional.empty(), deadline);
        return GitCalls.run(
                "the adoption of a fork",
                deadline,
                () -> engine.git().alone(deadline, () -> {
                    Repository repository = engine.git().repository();
                    CheckpointCommit kept = CheckpointCommit.read(
                                    fork.git().repository(), ObjectId.fromString(point.commit()))
                            .orElseThrow(() -> new IOException("the state of the fork is gone"));
                    Optional<ObjectId> head = Trees.head(repository);
                    requireForward(head, kept.head(), fork.git().repository(), forkId);
                    ObjectTransfer.copy(fork.git().repository(), repository, List.of(kept.id()), deadline);
                    Checkpoint before =
                            engine.checkpoints().add(CheckpointRequest.of("Before adopting " + forkId), deadline);
                    moveBranch(repository, head, kept.head(), forkId);
                    engine.checkpoints().bringBack(kept, deadline);
                    return before;
                }));
    }

    private static void requireForward(Optional<ObjectId> from, Optional<ObjectId> to, Repository fork, String forkId)
            throws IOException {
        if (from.isEmpty()) {
            return;
        }
        boolean known = to.isPresent() && fork.getObjectDatabase().has(from.get());
        try (RevWalk walk = new RevWalk(fork)) {
            if (known && walk.isMergedInto(walk.parseCommit(from.get()), walk.parseCommit(to.get()))) {
                return;
            }
        }
        throw new ShadowException(
                        ErrorCode.WORKSPACE_DIVERGED,
                        "the origin of '" + forkId + "' has commits that are not in the fork; go on in the fork, or"
                                + " push both and merge them elsewhere")
                .with("id", forkId);
    }

    private static void moveBranch(Repository repository, Optional<ObjectId> from, Optional<ObjectId> to, String forkId)
            throws IOException {
        if (Refs.currentBranch(repository).isEmpty()) {
            throw new ShadowException(
                    ErrorCode.GIT_FAILED,
                    "HEAD is detached, so there is no branch to move; go to one with createShadowBranch");
        }
        if (to.isPresent() && !to.equals(from)) {
            RefUpdate update = repository.updateRef(Constants.HEAD);
            update.setExpectedOldObjectId(from.orElse(ObjectId.zeroId()));
            update.setNewObjectId(to.get());
            update.setRefLogMessage("adopt " + forkId, false);
            RefUpdates.require(update.update(), "move the branch to the commits of " + forkId);
        }
    }
}
