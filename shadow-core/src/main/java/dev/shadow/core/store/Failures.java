package dev.shadow.core.store;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * From failures of a store to those of the contract. Messages name the path as the workspace knows it, and never where that
 * is on the host.
 *
 * <p>Thread-safe.
 */
public final class Failures {
    /** What the C library says where the JDK has no class for it; see errno(3). */
    private static final List<Known> KNOWN = List.of(
            new Known("no space left", ErrorCode.NO_SPACE, "the disk is full; free some space and try again"),
            new Known("quota exceeded", ErrorCode.NO_SPACE, "the disk quota is used up; free some space and try again"),
            new Known("not permitted", ErrorCode.PERMISSION_DENIED, "the operating system refuses access"),
            new Known("read-only file system", ErrorCode.PERMISSION_DENIED, "the file system is read-only"),
            new Known(
                    "name too long",
                    ErrorCode.PATH_INVALID,
                    "a name of the path is too long; mostly 255 bytes is the most"),
            new Known("is a directory", ErrorCode.NOT_A_FILE, "it is a directory; name a file"),
            new Known("not a directory", ErrorCode.NOT_A_DIRECTORY, "a file is where a directory is needed"),
            new Known("not empty", ErrorCode.NOT_EMPTY, "the directory is not empty; deleteTree removes all of it"));

    private Failures() {}

    private record Known(String words, ErrorCode code, String advice) {}

    /**
     * Runs an action and translates how it fails.
     *
     * @param path what the action is about, relative to the workspace
     * @param action what to do
     * @param <R> its result
     * @return its result
     * @throws InterruptedException when the thread was interrupted; its flag is down
     * @throws ShadowException instead of any {@link IOException}
     */
    public static <R> R translate(Object path, FileStore.Action<R> action) throws InterruptedException {
        try {
            return action.run();
        } catch (UncheckedIOException e) {
            throw interruptOrFailure(path, e.getCause());
        } catch (IOException e) {
            throw interruptOrFailure(path, e);
        }
    }

    private static ShadowException interruptOrFailure(Object path, @Nullable IOException e)
            throws InterruptedException {
        if (e instanceof ClosedByInterruptException || e instanceof FileLockInterruptionException) {
            Thread.interrupted();
            throw new InterruptedException();
        }
        return of(path, e == null ? new IOException("unknown") : e);
    }

    /**
     * The failure of the contract for one of a store.
     *
     * @param path what the call was about, relative to the workspace
     * @param e how the store failed
     * @return to be thrown
     */
    public static ShadowException of(Object path, IOException e) {
        if (e instanceof NoSuchFileException) {
            return failure(ErrorCode.NOT_FOUND, path, "it does not exist; list the directory to see what does", e);
        }
        if (e instanceof AccessDeniedException) {
            return failure(ErrorCode.PERMISSION_DENIED, path, "the operating system refuses access", e);
        }
        if (e instanceof FileAlreadyExistsException) {
            return failure(ErrorCode.ALREADY_EXISTS, path, "it exists already; choose another path or replace it", e);
        }
        if (e instanceof NotDirectoryException) {
            return failure(ErrorCode.NOT_A_DIRECTORY, path, "a file is where a directory is needed", e);
        }
        if (e instanceof DirectoryNotEmptyException) {
            return failure(ErrorCode.NOT_EMPTY, path, "the directory is not empty; deleteTree removes all of it", e);
        }
        return byReason(path, e);
    }

    private static ShadowException byReason(Object path, IOException e) {
        String reason = reason(e);
        String lower = reason.toLowerCase(Locale.ROOT);
        for (Known known : KNOWN) {
            if (lower.contains(known.words())) {
                return failure(known.code(), path, known.advice(), e);
            }
        }
        return failure(ErrorCode.IO_ERROR, path, "reading or writing failed: " + reason, e);
    }

    /** The words of the operating system. A message with a slash in it may tell a path of the host. */
    private static String reason(IOException e) {
        String text = e instanceof FileSystemException known ? known.getReason() : e.getMessage();
        return text == null || text.indexOf('/') >= 0 ? e.getClass().getSimpleName() : text;
    }

    private static ShadowException failure(ErrorCode code, Object path, String advice, IOException cause) {
        return new ShadowException(code, "'" + path + "': " + advice, cause).with("path", path);
    }
}
