package dev.shadow.core.git;

import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;

/** The index of a repository, in its file or in memory. Implementations must be thread-safe. */
interface GitIndex {
    /** The index as it is. */
    State read() throws IOException;

    /** Takes the index for this caller alone, of all programs that respect its lock. */
    Held hold(Deadline deadline) throws IOException, InterruptedException;

    /**
     * An index at one moment.
     *
     * @param entries not to be changed
     * @param trustedBefore files that were last written before this moment are as their entry says if size and time agree;
     *     see "racy git" in the technical documentation of git
     */
    record State(DirCache entries, Instant trustedBefore) {}

    /** A held index. Not thread-safe. */
    interface Held extends AutoCloseable {
        State state();

        /** Puts other entries in place. */
        void replace(List<DirCacheEntry> entries) throws IOException;

        @Override
        void close();
    }
}
