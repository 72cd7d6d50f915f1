package dev.shadow.core.store;

import dev.shadow.spi.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The files beneath one root, in the smallest set of steps that the engine needs. No step ever leaves the root: a link on
 * the way is followed by reading its text and walking that again from the root, and one that leads out, is absolute and not
 * beneath the root, or does not end after 40 links is refused with {@link dev.shadow.ErrorCode#PATH_ESCAPES}.
 *
 * <p>Failures are those of {@link java.nio.file.FileSystemException} and its subclasses where they have a name (no such file,
 * exists already, not a directory, not empty, access denied), and {@link dev.shadow.ShadowException} where the contract
 * names a code. A thread that is interrupted during a step gets a
 * {@link java.nio.channels.ClosedByInterruptException}.
 *
 * <p>Implementations must be thread-safe.
 */
public interface FileStore {
    /** How names of files begin that are on their way to become others. {@link #list} leaves them out. */
    String TEMPORARY_PREFIX = ".shadow-tmp-";

    /**
     * What a path names. Links above it are followed, a link at its end is not.
     *
     * @param path the path
     * @return empty when it is not there, also when a directory above it is not
     * @throws IOException when the store fails, or a file is where a directory would be needed
     */
    Optional<FileEntry> stat(WorkspacePath path) throws IOException;

    /**
     * Where a path leads when its links are followed, the last one too. What is missing at the end stays as it is written.
     *
     * @param path the path
     * @return a path without links
     * @throws IOException when the store fails
     */
    WorkspacePath resolve(WorkspacePath path) throws IOException;

    /**
     * Opens a regular file, following links. What is not a regular file is refused with
     * {@link dev.shadow.ErrorCode#NOT_A_FILE} and never opened.
     *
     * @param path the path
     * @return to be closed by the caller
     * @throws IOException when it is not there or the store fails
     */
    OpenFile open(WorkspacePath path) throws IOException;

    /**
     * The entries of a directory, following links to it.
     *
     * @param directory the path
     * @return in the order of their names by UTF-16 code units
     * @throws IOException when it is no directory or the store fails
     */
    List<FileEntry> list(WorkspacePath directory) throws IOException;

    /**
     * Opens a directory for a walk, following links to it.
     *
     * @param directory the path
     * @return to be closed by the caller
     * @throws IOException when it is no directory or the store fails
     */
    default OpenDirectory openDirectory(WorkspacePath directory) throws IOException {
        return OpenDirectory.byPath(this, directory);
    }

    /**
     * Makes a directory in one that is there, following links above it.
     *
     * @param path the path
     * @throws IOException when it exists, in whatever form, or the store fails
     */
    void createDirectory(WorkspacePath path) throws IOException;

    /**
     * Makes a symbolic link in a directory that is there, following links above it.
     *
     * @param path the path
     * @param target the link's text
     * @throws IOException when it exists or the store fails
     */
    void createLink(WorkspacePath path, String target) throws IOException;

    /**
     * Begins a file that takes the place of what the name names, in one step for everybody who looks, once it is
     * {@link Draft#publish published}: a temporary file in the same directory. The mode of a file that was there stays. A
     * link at the end of the path is replaced itself; resolve first to write through it.
     *
     * @param path the path; the directory must be there
     * @return to be closed by the caller
     * @throws IOException when something else than a file or link is there, or the store fails; then nothing has changed
     */
    Draft draft(WorkspacePath path) throws IOException;

    /**
     * Writes a {@link #draft} and publishes it.
     *
     * @param path the path; the directory must be there
     * @param executable as {@link Terms#executable}
     * @param onlyIfAbsent as {@link Terms#onlyIfAbsent}
     * @param writer writes the content
     * @return the new file
     * @throws IOException when the writer or the store fails; then nothing has changed
     */
    default FileEntry replace(WorkspacePath path, Optional<Boolean> executable, boolean onlyIfAbsent, Writer writer)
            throws IOException {
        if (onlyIfAbsent && stat(path).isPresent()) {
            throw new FileAlreadyExistsException(path.toString());
        }
        try (Draft draft = draft(path)) {
            writer.writeTo(draft.channel());
            return draft.publish(new Terms(executable, onlyIfAbsent, false));
        }
    }

    /**
     * A name for something that is on its way to become something else and is then renamed. {@link #list} leaves it out,
     * and when this process dies, whoever opens the store next removes it.
     *
     * @return a name that nobody else uses, beginning with {@link #TEMPORARY_PREFIX}
     * @throws IOException when the store fails
     */
    default String temporaryName() throws IOException {
        return TEMPORARY_PREFIX + UUID.randomUUID();
    }

    /**
     * Removes a file, a link (itself) or an empty directory.
     *
     * @param path the path
     * @throws IOException when it is not there, not empty, or the store fails
     */
    void delete(WorkspacePath path) throws IOException;

    /**
     * Gives a file, link or directory another name, in one step.
     *
     * @param from the path
     * @param to the new path; its directory must be there
     * @param replace whether a file or link at the new path is replaced; a directory never is
     * @throws IOException when the store fails; then nothing has changed
     */
    void move(WorkspacePath from, WorkspacePath to, boolean replace) throws IOException;

    /**
     * Runs an action while no other caller of Shadow, in this process or another, changes the same path.
     *
     * @param path a resolved path
     * @param deadline until when to wait for the others
     * @param action what to do
     * @param <R> its result
     * @return its result
     * @throws IOException what the action throws
     * @throws InterruptedException when the thread is interrupted while it waits
     * @throws dev.shadow.ShadowException {@link dev.shadow.ErrorCode#DEADLINE_EXCEEDED} when the others did not end in time
     */
    default <R> R locked(WorkspacePath path, Deadline deadline, Action<R> action)
            throws IOException, InterruptedException {
        return lockedAll(List.of(path), deadline, action);
    }

    /**
     * Runs an action while no other caller of Shadow, in this process or another, changes one of the paths.
     *
     * <p>May be nested, also for the same path. Whoever takes one more while he holds some takes it in the order of the
     * paths.
     *
     * @param paths resolved paths in any order
     * @param deadline until when to wait for the others
     * @param action what to do
     * @param <R> its result
     * @return its result
     * @throws IOException what the action throws
     * @throws InterruptedException when the thread is interrupted while it waits
     * @throws dev.shadow.ShadowException {@link dev.shadow.ErrorCode#DEADLINE_EXCEEDED} when the others did not end in time
     */
    <R> R lockedAll(Collection<WorkspacePath> paths, Deadline deadline, Action<R> action)
            throws IOException, InterruptedException;

    /**
     * On which terms a draft becomes a file.
     *
     * @param executable the owner's executable bit; absent: as it was, off for a new file
     * @param onlyIfAbsent whether a name that is taken is a failure instead
     * @param durable whether content and name are forced to the disk
     */
    record Terms(Optional<Boolean> executable, boolean onlyIfAbsent, boolean durable) {}

    /** A file that is being written and has not its name yet. Closed without {@link #publish}, it is gone. Not thread-safe. */
    interface Draft extends Closeable {
        /**
         * What had the name when it was last looked at; it may be a link. Its mode is the one that stays.
         *
         * @return empty when nothing had
         */
        Optional<FileEntry> existing();

        /**
         * Looks again at what has the name.
         *
         * @return as {@link #existing} from now on
         * @throws IOException when the store fails
         */
        Optional<FileEntry> lookAgain() throws IOException;

        /**
         * Opens the regular file that has the name, once until {@link #lookAgain}.
         *
         * @return at its beginning; closed with this draft
         * @throws IOException when there is none or the store fails
         */
        OpenFile openExisting() throws IOException;

        /**
         * Where the content is written. The first call makes the temporary file.
         *
         * @return at the end of what was written, the same at each call
         * @throws IOException when the store fails
         */
        WritableByteChannel channel() throws IOException;

        /**
         * Gives it its name. To be called once, after everything was written.
         *
         * @param terms what must hold, and what to make of the file
         * @return the new file
         * @throws IOException when the store fails; then nothing has changed
         */
        FileEntry publish(Terms terms) throws IOException;
    }

    /** Writes a file's content. */
    @FunctionalInterface
    interface Writer {
        /**
         * Writes everything; the store closes the channel.
         *
         * @param target at its start
         * @throws IOException when it fails, and with it the replacement
         */
        void writeTo(WritableByteChannel target) throws IOException;
    }

    /**
     * What is done under a lock.
     *
     * @param <R> its result
     */
    @FunctionalInterface
    interface Action<R> {
        /**
         * Does it.
         *
         * @return the result
         * @throws IOException when the store fails
         * @throws InterruptedException when the thread is interrupted
         */
        R run() throws IOException, InterruptedException;
    }
}
