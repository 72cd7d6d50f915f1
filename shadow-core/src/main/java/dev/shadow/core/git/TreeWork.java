package dev.shadow.core.git;

import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** What is done to a whole work tree at once, and takes a time that grows with the tree. Implementations must be thread-safe. */
interface TreeWork {
    /** Compares the work tree with an index. */
    WorkChanges changes(IndexView index, Deadline deadline) throws IOException, InterruptedException;

    /**
     * Brings the work tree and the index from one commit to another.
     *
     * @param from what is there now, but for files that are not in the way; absent when nothing is
     */
    void checkout(Optional<ObjectId> from, ObjectId target, RepositoryClone.Progress progress, Deadline deadline)
            throws IOException, InterruptedException;
}
