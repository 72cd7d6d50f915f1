package dev.shadow.core.store;

import dev.shadow.file.FileType;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.function.Predicate;

/**
 * A directory that a walk is in. What is in it is reached through it and not by a path, and no link in it is followed, so
 * nobody can lead a walk out of the root.
 *
 * <p>Thread-safe.
 */
public interface OpenDirectory extends Closeable {
    /**
     * What is in it, in no order; what vanishes meanwhile is left out. To be asked once.
     *
     * @param wanted chooses by name, before more than the name is looked at
     * @return its members
     * @throws IOException when it cannot be read
     */
    List<Member> members(Predicate<String> wanted) throws IOException;

    /**
     * A directory of a store that has no handles, or that is not to be kept open: each step is one of the store, by path.
     *
     * @param store the files
     * @param directory the path
     * @return to be closed by the caller
     * @throws IOException when it is no directory or the store fails
     */
    static OpenDirectory byPath(FileStore store, WorkspacePath directory) throws IOException {
        return new ListedDirectory(store, directory, store.list(directory));
    }

    /** Something in an open directory. Thread-safe. */
    interface Member {
        /**
         * Its name.
         *
         * @return one name, as {@link FileEntry#name}
         */
        String name();

        /**
         * What it was when it was looked at.
         *
         * @return its type
         */
        FileType type();

        /**
         * How large a file was when it was looked at.
         *
         * @return in bytes; of what is no file anything
         */
        long size();

        /**
         * All that is known of it.
         *
         * @return as it was when it was looked at
         * @throws IOException when it vanished meanwhile
         */
        FileEntry entry() throws IOException;

        /**
         * Opens a directory.
         *
         * @return to be closed by the caller
         * @throws IOException when it is no directory any more, or may not be read
         */
        OpenDirectory openDirectory() throws IOException;

        /**
         * Opens a regular file for reading from its beginning.
         *
         * @return to be closed by the caller
         * @throws IOException when it is no regular file any more, or may not be read
         */
        ReadableByteChannel openFile() throws IOException;
    }
}
