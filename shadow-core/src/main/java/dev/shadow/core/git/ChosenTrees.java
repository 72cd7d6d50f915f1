package dev.shadow.core.git;

import dev.shadow.spi.Deadline;
import java.io.IOException;

/** Small trees through the store, large ones through the git program. Thread-safe. */
final class ChosenTrees implements TreeWork {
    private final TreeWork small;
    private final TreeWork large;
    private final int fromFiles;

    ChosenTrees(TreeWork small, TreeWork large, int fromFiles) {
        this.small = small;
        this.large = large;
        this.fromFiles = fromFiles;
    }

    @Override
    public WorkChanges changes(IndexView index, Deadline deadline) throws IOException, InterruptedException {
        return (index.size() < fromFiles ? small : large).changes(index, deadline);
    }
}
