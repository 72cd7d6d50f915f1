package dev.shadow.core.git;

import dev.shadow.core.store.FileStore;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the files of a checkpoint back. While it writes, Shadow's state says so: when the process is killed, the next one that
 * opens the workspace does it again, to the same end. The caller keeps others of this process away. Thread-safe.
 */
final class Restorer {
    private static final Logger log = LoggerFactory.getLogger(Restorer.class);

    private final GitDirectory git;
    private final FileStore store;
    private final TreeWork trees;

    Restorer(GitDirectory git, FileStore store, TreeWork trees) {
        this.git = git;
        this.store = store;
        this.trees = trees;
    }

    void restore(CheckpointCommit kept, Deadline deadline) throws IOException, InterruptedException {
        restore(kept, false, deadline);
    }

    /** Ends what a killed process began. What cannot be ended is left as it is, and forgotten. */
    void recover(Deadline deadline) throws IOException, InterruptedException {
        Optional<GitState.Restoring> begun = git.state().load().restoring();
        if (begun.isEmpty()
                || Owner.parse(begun.get().owner()).filter(Owner::isAlive).isPresent()) {
            return;
        }
        try {
            ObjectId commit = ObjectId.fromString(begun.get().commit());
            Optional<CheckpointCommit> kept = CheckpointCommit.read(git.repository(), commit);
            if (kept.isPresent()) {
                restore(kept.get(), begun.get().removed(), deadline);
            }
        } catch (IOException | RuntimeException e) {
            log.warn("A restore that was cut short cannot be ended; restore the checkpoint again", e);
        }
        note(Optional.empty());
    }

    private void restore(CheckpointCommit kept, boolean removed, Deadline deadline)
            throws IOException, InterruptedException {
        try (GitIndex.Held held = git.index().hold(deadline);
                ObjectReader reader = git.repository().newObjectReader()) {
            IndexView index = held.view();
            ObjectId files = kept.files(reader);
            RestorePlan whole = plan(index, reader, files, deadline);
            RestorePlan plan = removed ? whole.afterRemovals() : whole;
            plan.requireRoom(store);
            deadline.check();
            try {
                Map<String, DirCacheEntry> written = apply(plan, kept.id(), new TreeFiles(store, reader));
                attach(kept, reader);
                held.replace(new RestoredIndex(git.repository(), reader, index, written)
                        .entries(Trees.head(git.repository()), files, kept.index(reader)));
                git.endUnfinished();
            } finally {
                note(Optional.empty());
            }
        }
    }

    private RestorePlan plan(IndexView index, ObjectReader reader, ObjectId files, Deadline deadline)
            throws IOException, InterruptedException {
        WorkView view;
        try (Blobs blobs = Blobs.hashing(store)) {
            view = WorkView.of(trees.changes(index, deadline), blobs, TreeFiles::isSafe, deadline);
        }
        TreeSides sides =
                TreeSides.between(git.repository(), Optional.of(files), index).overlaid(view, index);
        return RestorePlan.of(sides, index, new TreeIgnores(store, reader, files));
    }

    /** The rules of what is ignored change last, so that another run makes the same plan. */
    private Map<String, DirCacheEntry> apply(RestorePlan plan, ObjectId commit, TreeFiles files) throws IOException {
        String owner = Owner.current().toString();
        note(Optional.of(new GitState.Restoring(commit.name(), owner, false)));
        for (String path : plan.plainRemovals()) {
            files.remove(path);
        }
        note(Optional.of(new GitState.Restoring(commit.name(), owner, true)));
        Map<String, DirCacheEntry> written = new HashMap<>();
        for (String path : plan.plainWrites()) {
            files.removeEmpty(path);
            written.put(path, files.write(path, plan.item(path), true));
        }
        for (String path : plan.ruleWrites()) {
            files.removeEmpty(path);
            written.put(path, files.write(path, plan.item(path), true));
        }
        for (String path : plan.ruleRemovals()) {
            files.remove(path);
        }
        return written;
    }

    private void note(Optional<GitState.Restoring> restoring) throws IOException {
        git.state().save(git.state().load().withRestoring(restoring));
    }

    /** A detached HEAD goes back to the branch of the checkpoint, which moves nowhere. */
    private void attach(CheckpointCommit kept, ObjectReader reader) throws IOException {
        Repository repository = git.repository();
        Optional<String> branch = kept.branch(reader);
        if (branch.isEmpty() || Refs.currentBranch(repository).isPresent()) {
            return;
        }
        String name = Refs.local(branch.get());
        if (!Repository.isValidRefName(name)) {
            return;
        }
        if (repository.exactRef(name) == null && kept.head().isPresent()) {
            RefUpdate again = repository.updateRef(name);
            again.setExpectedOldObjectId(ObjectId.zeroId());
            again.setNewObjectId(kept.head().get());
            again.setRefLogMessage("restore: bring the branch back", false);
            RefUpdates.require(again.update(), "bring back the branch " + branch.get());
        }
        RefUpdate head = repository.updateRef(Constants.HEAD);
        head.setRefLogMessage("restore: return to " + branch.get(), false);
        RefUpdates.require(head.link(name), "return to the branch " + branch.get());
    }
}
