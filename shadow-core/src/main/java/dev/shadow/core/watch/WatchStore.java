package dev.shadow.core.watch;

import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.WorkspacePath;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The directories of one workspace as a watch needs them: looked at through no link, and with a hint whenever something
 * happens in one that is watched. Hints need not say what happened, may come late, and may come too often; one that is due
 * must come.
 *
 * <p>Implementations must be thread-safe.
 */
public interface WatchStore extends Closeable {
    /**
     * Opens a directory.
     *
     * @param path the path
     * @return to be closed by the caller
     * @throws IOException {@link java.nio.file.NoSuchFileException} or {@link java.nio.file.NotDirectoryException} when it is
     *     not there, or a link is in its place or above it; {@link java.nio.file.AccessDeniedException}
     */
    OpenDirectory open(WorkspacePath path) throws IOException;

    /**
     * Ends the hints about a directory.
     *
     * @param watch what {@link OpenDirectory#watch} returned
     */
    void unwatch(Object watch);

    /** Ends all hints, and gives back threads and handles. */
    @Override
    void close() throws IOException;

    /** Starts a store. */
    @FunctionalInterface
    interface Starter {
        /**
         * Starts a store that watches nothing yet.
         *
         * @param hints is told
         * @return to be closed by the caller
         * @throws IOException when the operating system has no more of what it needs
         * @throws dev.shadow.ShadowException {@link dev.shadow.ErrorCode#WATCH_LIMIT}
         */
        WatchStore start(Hints hints) throws IOException;
    }

    /** A directory as it was when it was opened, wherever it goes in the meantime. Not thread-safe. */
    interface OpenDirectory extends Closeable {
        /**
         * What tells this directory from others that exist now.
         *
         * @return compared with {@code equals}
         * @throws IOException when the store fails
         */
        Object key() throws IOException;

        /**
         * Watches it, or goes on to.
         *
         * @return equal to what it was before if and only if it is the same directory and was watched all the time since,
         *     wherever it went
         * @throws IOException when it cannot be watched
         * @throws dev.shadow.ShadowException {@link dev.shadow.ErrorCode#WATCH_LIMIT}
         */
        Object watch() throws IOException;

        /**
         * What is in it, without Shadow's temporary files. The key of a file that is no directory stays with it when it is
         * renamed, and is not given to another file afterwards, also when the operating system gives its number to another.
         *
         * @return in any order; to be asked once
         * @throws IOException when the store fails
         */
        List<FileEntry> entries() throws IOException;

        /**
         * One of them.
         *
         * @param name its name
         * @return empty when there is none, or it is temporary
         * @throws IOException when the store fails
         */
        Optional<FileEntry> entry(String name) throws IOException;

        @Override
        void close() throws IOException;
    }

    /**
     * Is told that something happened. Never blocks.
     *
     * <p>Thread-safe.
     */
    interface Hints {
        /**
         * A file changed, or the name in a directory did.
         *
         * @param watch of the directory
         * @param name the name in it
         * @param named whether the name may have come or gone, and not only changed what it stands for
         */
        void changed(Object watch, String name, boolean named);

        /**
         * Hints were lost, so anything may have happened in a directory.
         *
         * @param watch of the directory
         */
        void overflowed(Object watch);

        /**
         * A directory is gone or cannot be watched any more.
         *
         * @param watch of the directory
         */
        void ended(Object watch);
    }
}
