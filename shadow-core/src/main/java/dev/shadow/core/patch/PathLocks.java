package dev.shadow.core.patch;

import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;

/** Holds the locks of many paths at once, one inside the other. */
final class PathLocks {
    private PathLocks() {}

    /** The paths come in their order. */
    static <R> R locked(FileStore store, Collection<WorkspacePath> paths, Deadline deadline, FileStore.Action<R> action)
            throws IOException, InterruptedException {
        return locked(store, paths.iterator(), deadline, action);
    }

    private static <R> R locked(
            FileStore store, Iterator<WorkspacePath> paths, Deadline deadline, FileStore.Action<R> action)
            throws IOException, InterruptedException {
        return paths.hasNext()
                ? store.locked(paths.next(), deadline, () -> locked(store, paths, deadline, action))
                : action.run();
    }
}
