package dev.shadow.core.git;

import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.dircache.DirCacheEntry;

/** The index of a repository, in its file or in memory. Implementations must be thread-safe. */
interface GitIndex {
    /** The index as it is. */
    IndexView read() throws IOException;

    /** Takes the index for this caller alone, of all programs that respect its lock. */
    Held hold(Deadline deadline) throws IOException, InterruptedException;

    /** A held index. Not thread-safe. */
    interface Held extends AutoCloseable {
        IndexView view();

        /** Puts other entries in place. */
        void replace(List<DirCacheEntry> entries) throws IOException;

        /** Puts the index of a file in place, for an index that is a file. */
        void adopt(Path index) throws IOException;

        @Override
        void close();
    }
}
