package dev.shadow.core.git;

import dev.shadow.spi.Deadline;
import java.io.IOException;

/** What is done to a whole work tree at once, and takes a time that grows with the tree. Implementations must be thread-safe. */
interface TreeWork {
    /** Compares the work tree with an index. */
    WorkChanges changes(IndexView index, Deadline deadline) throws IOException, InterruptedException;
}
