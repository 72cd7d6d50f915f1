package dev.shadow.core.git;

import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** Small trees through the store, large ones through the git program. Thread-safe. */
final class ChosenTrees implements TreeWork {
    private final Repository repository;
    private final TreeWork small;
    private final TreeWork large;
    private final int fromFiles;

    ChosenTrees(Repository repository, TreeWork small, TreeWork large, int fromFiles) {
        this.repository = repository;
        this.small = small;
        this.large = large;
        this.fromFiles = fromFiles;
    }

    @Override
    public WorkChanges changes(IndexView index, Deadline deadline) throws IOException, InterruptedException {
        return (index.size() < fromFiles ? small : large).changes(index, deadline);
    }

    /** The program would write names that are no text, and the store leaves them out. */
    @Override
    public void checkout(Optional<ObjectId> from, ObjectId target, RepositoryClone.Progress progress, Deadline deadline)
            throws IOException, InterruptedException {
        TreeShape shape = TreeShape.of(repository, target, deadline);
        TreeWork chosen = shape.files() < fromFiles || !shape.isText() ? small : large;
        chosen.checkout(from, target, progress, deadline);
    }
}
