package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.RepositorySource;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileStore;
import dev.shadow.git.BranchInfo;
import dev.shadow.git.ChangeKind;
import dev.shadow.git.GitStatus;
import dev.shadow.git.StatusEntry;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/** Makes, finds and goes to shadow branches, and knows where they began. Thread-safe. */
final class ShadowBranches {
    private final GitDirectory git;
    private final FileStore store;
    private final TreeWork trees;
    private final GitRemotes remotes;

    ShadowBranches(GitDirectory git, FileStore store, TreeWork trees, GitRemotes remotes) {
        this.git = git;
        this.store = store;
        this.trees = trees;
        this.remotes = remotes;
    }

    /** Goes to a task's branch. What the remote has is asked for unless it was just fetched. */
    BranchInfo go(String taskId, boolean fetched, Deadline deadline) throws IOException, InterruptedException {
        String name = BranchNames.forTask(taskId);
        Repository repository = git.repository();
        ObjectId head = Trees.head(repository)
                .orElseThrow(() -> new ShadowException(
                        ErrorCode.REPOSITORY_EMPTY,
                        "the repository has no commit that a branch could begin at; commit something first"));
        if (!fetched && repository.exactRef(Refs.local(name)) == null) {
            refreshTracking(name, deadline);
        }
        return git.alone(deadline, () -> {
            Ref local = repository.exactRef(Refs.local(name));
            if (local != null) {
                switchTo(name, local.getObjectId(), deadline);
                return new BranchInfo(name, base(name, local.getObjectId(), head), false);
            }
            Ref remote = repository.exactRef(Refs.tracking(name));
            ObjectId start = remote == null ? head : remote.getObjectId();
            String base = remote == null ? head.name() : base(name, start, head);
            create(name, start, head, deadline);
            git.state().save(git.state().load().withBase(name, base));
            if (remote != null) {
                git.writeConfig(config -> Remote.setUpstream(config, name));
            }
            return new BranchInfo(name, base, remote != null);
        });
    }

    private void refreshTracking(String name, Deadline deadline) throws IOException, InterruptedException {
        Optional<RepositorySource> remote = git.state().load().remote();
        if (remote.isEmpty()) {
            return;
        }
        Repository repository = git.repository();
        Map<String, Ref> there = Remote.list(remotes, repository, remote.get().url(), deadline);
        if (there.containsKey(Refs.local(name))) {
            Remote.fetch(remotes, repository, remote.get().url(), name, deadline);
        } else if (repository.exactRef(Refs.tracking(name)) != null) {
            RefUpdate gone = repository.updateRef(Refs.tracking(name));
            gone.setForceUpdate(true);
            RefUpdates.require(gone.delete(), "forget the remote's branch " + name);
        }
    }

    /** Prepares the tree first: when that is refused, there is no branch either. */
    private void create(String name, ObjectId start, ObjectId head, Deadline deadline)
            throws IOException, InterruptedException {
        checkout(start, head, deadline);
        RefUpdate update = git.repository().updateRef(Refs.local(name));
        update.setExpectedOldObjectId(ObjectId.zeroId());
        update.setNewObjectId(start);
        update.setRefLogMessage("branch: Created from " + start.name(), false);
        RefUpdates.require(update.update(), "create the branch " + name);
        link(name);
    }

    private void switchTo(String name, ObjectId tip, Deadline deadline) throws IOException, InterruptedException {
        Repository repository = git.repository();
        if (!Refs.currentBranch(repository).equals(Optional.of(name))) {
            checkout(tip, Trees.head(repository).orElse(tip), deadline);
            link(name);
        }
    }

    private void link(String name) throws IOException {
        RefUpdate head = git.repository().updateRef(Constants.HEAD);
        head.setRefLogMessage("checkout: moving to " + name, false);
        RefUpdates.require(head.link(Refs.local(name)), "go to the branch " + name);
    }

    /** Changes stay when the trees are the same; else there must be none. */
    private void checkout(ObjectId target, ObjectId head, Deadline deadline) throws IOException, InterruptedException {
        if (isSameTree(target, head)) {
            return;
        }
        GitStatus status = new StatusReader(git, store, trees).read(deadline);
        NavigableMap<String, Item> items = Trees.ofCommit(git.repository(), target);
        for (StatusEntry entry : status.entries()) {
            if (entry.unstaged() != ChangeKind.UNTRACKED || entry.staged() != ChangeKind.UNCHANGED) {
                throw new ShadowException(
                                ErrorCode.GIT_FAILED,
                                "the work tree has changes, such as '" + entry.path()
                                        + "', that the other branch would overwrite; commit them first")
                        .with("path", entry.path());
            }
            if (collides(items, entry.path())) {
                throw TreeFiles.inTheWay(entry.path());
            }
        }
        trees.checkout(Optional.of(head), target, (fraction, message) -> {}, deadline);
    }

    private static boolean collides(NavigableMap<String, Item> items, String path) {
        String next = items.ceilingKey(path + "/");
        if (items.containsKey(path) || (next != null && next.startsWith(path + "/"))) {
            return true;
        }
        for (int i = path.indexOf('/'); i > 0; i = path.indexOf('/', i + 1)) {
            if (items.containsKey(path.substring(0, i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isSameTree(ObjectId one, ObjectId other) throws IOException {
        try (RevWalk walk = new RevWalk(git.repository())) {
            return walk.parseCommit(one)
                    .getTree()
                    .equals(walk.parseCommit(other).getTree());
        }
    }

    /** The commit that the current branch began at; empty when it is not known. */
    Optional<ObjectId> currentBase() throws IOException {
        Repository repository = git.repository();
        Optional<String> branch = Refs.currentBranch(repository);
        Optional<ObjectId> head = Trees.head(repository);
        if (branch.isEmpty() || head.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ObjectId.fromString(base(branch.get(), head.get(), head.get())));
    }

    /** What is remembered, else where the branch left the base branch, else the given commit. */
    private String base(String branch, ObjectId tip, ObjectId otherwise) throws IOException {
        String known = git.state().load().bases().get(branch);
        if (known != null) {
            return known;
        }
        Repository repository = git.repository();
        Optional<String> baseBranch = git.state().load().remote().flatMap(RepositorySource::branch);
        Ref tracking = baseBranch.isEmpty() ? null : repository.exactRef(Refs.tracking(baseBranch.get()));
        return mergeBase(tip, tracking == null ? otherwise : tracking.getObjectId())
                .orElse(otherwise)
                .name();
    }

    private Optional<ObjectId> mergeBase(AnyObjectId one, AnyObjectId other) throws IOException {
        try (RevWalk walk = new RevWalk(git.repository())) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(one));
            walk.markStart(walk.parseCommit(other));
            RevCommit base = walk.next();
            return base == null ? Optional.empty() : Optional.of(base.copy());
        }
    }
}
