package dev.shadow.core.git;

import dev.shadow.core.store.FileStore;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** Writes the work tree as it is into the repository, beside index and HEAD. Thread-safe. */
final class Snapshots {
    private final GitDirectory git;
    private final FileStore store;
    private final TreeWork trees;

    Snapshots(GitDirectory git, FileStore store, TreeWork trees) {
        this.git = git;
        this.store = store;
        this.trees = trees;
    }

    /**
     * The state of a workspace.
     *
     * @param head the last commit
     * @param branch the current branch
     * @param files the tree of the files that are tracked or not ignored
     * @param index the tree of the index
     */
    record Snapshot(Optional<ObjectId> head, Optional<String> branch, ObjectId files, ObjectId index) {}

    Snapshot take(ObjectInserter inserter, Deadline deadline) throws IOException, InterruptedException {
        Repository repository = git.repository();
        Optional<ObjectId> head = Trees.head(repository);
        IndexView index = git.index().read();
        WorkView view;
        try (Blobs blobs = Blobs.keeping(store, inserter)) {
            view = WorkView.of(trees.changes(index, deadline), blobs, TreeFiles::isSafe, deadline);
        }
        TreeSides staged = TreeSides.between(repository, head, index);
        try (ObjectReader reader = repository.newObjectReader()) {
            Optional<ObjectId> base =
                    head.isPresent() ? Optional.of(Trees.treeOf(reader, head.get())) : Optional.empty();
            TreeWriter writer = new TreeWriter(reader, inserter);
            ObjectId files = writer.write(base, staged.overlaid(view, index).edits());
            ObjectId indexed = writer.write(base, staged.edits());
            inserter.flush();
            return new Snapshot(head, Refs.currentBranch(repository), files, indexed);
        }
    }
}
