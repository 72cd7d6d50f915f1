package dev.shadow;

import dev.shadow.file.Edit;
import dev.shadow.file.EditRequest;
import dev.shadow.file.EditResult;
import dev.shadow.file.FileContent;
import dev.shadow.file.FileStat;
import dev.shadow.file.IfExists;
import dev.shadow.file.ListRequest;
import dev.shadow.file.Listing;
import dev.shadow.file.PatchResult;
import dev.shadow.file.ReadOutcome;
import dev.shadow.file.ReadRequest;
import dev.shadow.file.WriteRequest;
import dev.shadow.file.WriteResult;
import java.io.InputStream;
import java.util.List;

/**
 * The files of a workspace.
 *
 * <p>Paths are relative to the workspace and use {@code /}; {@code .} is the workspace itself, and {@code a/../b} is
 * {@code b} by its text alone. A path that is absolute or leaves the workspace, by its text or through a link, ends in
 * {@link ErrorCode#PATH_ESCAPES}; links that stay inside are followed. Nothing beneath {@code .git} is written:
 * {@link ErrorCode#PATH_PROTECTED}. What is not a regular file or directory is never opened:
 * {@link ErrorCode#NOT_A_FILE}. A path that is not there is {@link ErrorCode#NOT_FOUND}.
 *
 * <p>Content is exact: no trimming, no conversion of encodings or line endings. Writes and edits of one file by all callers
 * of this library are serialised; each is atomic. Names that begin with {@code .shadow-tmp-} are those of files on their way:
 * they are not listed, and for writing they are {@link ErrorCode#PATH_PROTECTED}.
 *
 * <p>Thread-safe.
 */
public interface FileTools {
    /**
     * What a path names. The last link of the path is not followed.
     *
     * @param path relative to the workspace
     * @return its type, size and times
     * @throws ShadowException {@link ErrorCode#NOT_FOUND}
     */
    FileStat stat(String path);

    /**
     * Reads a whole file of up to 10 MiB.
     *
     * @param path relative to the workspace
     * @return its content and version
     * @throws ShadowException {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#NOT_A_FILE}, {@link ErrorCode#TOO_LARGE}
     */
    default FileContent readFile(String path) {
        return readFile(ReadRequest.of(path));
    }

    /**
     * Reads a file or a part of it.
     *
     * @param request what to read
     * @return the content and the version of the whole file
     * @throws ShadowException {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#NOT_A_FILE}, {@link ErrorCode#TOO_LARGE},
     *     {@link ErrorCode#OUT_OF_RANGE}
     */
    FileContent readFile(ReadRequest request);

    /**
     * Reads several files in one call.
     *
     * @param requests at most 1,000
     * @return an outcome for each request, in order; one failure does not spoil the others. Once the contents together
     *     pass 64 MiB, the rest fail with {@link ErrorCode#TOO_LARGE}
     */
    List<ReadOutcome> readFiles(List<ReadRequest> requests);

    /**
     * Writes a whole file as UTF-8, making the directories above it.
     *
     * @param path relative to the workspace
     * @param text the new content, written as it is
     * @return what changed
     * @throws ShadowException as {@link #writeFile(WriteRequest)}
     */
    default WriteResult writeFile(String path, String text) {
        return writeFile(WriteRequest.of(path, text));
    }

    /**
     * Writes a whole file, making the directories above it. A link is followed and stays a link; mode and executable bit
     * stay.
     *
     * @param request what to write, and on which condition
     * @return what changed
     * @throws ShadowException {@link ErrorCode#NOT_A_FILE}, {@link ErrorCode#NOT_A_DIRECTORY},
     *     {@link ErrorCode#VERSION_CONFLICT}, {@link ErrorCode#ALREADY_EXISTS}, {@link ErrorCode#PERMISSION_DENIED},
     *     {@link ErrorCode#NO_SPACE}
     */
    WriteResult writeFile(WriteRequest request);

    /**
     * Edits a text file, all edits or none.
     *
     * @param path relative to the workspace
     * @param edits one at least, in order
     * @return what changed, as a unified diff too
     * @throws ShadowException as {@link #editFile(EditRequest)}
     */
    default EditResult editFile(String path, Edit... edits) {
        return editFile(EditRequest.of(path, edits));
    }

    /**
     * Edits a text file, all edits or none. In a file whose lines all end in CRLF, a lone LF in an edit stands for CRLF.
     *
     * @param request what to edit, and on which condition
     * @return what changed, as a unified diff too
     * @throws ShadowException {@link ErrorCode#EDIT_NOT_FOUND} with the most similar lines,
     *     {@link ErrorCode#EDIT_NOT_UNIQUE} with the line numbers of all matches, {@link ErrorCode#BINARY_FILE},
     *     {@link ErrorCode#TOO_LARGE} above 64 MiB, {@link ErrorCode#VERSION_CONFLICT}
     */
    EditResult editFile(EditRequest request);

    /**
     * Applies a patch over up to 10,000 files of together 64 MiB, all or nothing: when the process dies in between, the next
     * opening of the workspace undoes what it did.
     *
     * <p>A unified diff is that of {@code diff -u} or of git, with new, deleted and renamed files and executable bits, but
     * without copies, binary patches and links. The other form begins with {@code *** Begin Patch} and has no line numbers:
     * {@code *** Add File: PATH}, {@code *** Delete File: PATH}, {@code *** Update File: PATH} with
     * {@code *** Move to: PATH} after it, {@code @@} alone or with a line of the file that stands above the hunk,
     * {@code *** End of File} and {@code *** End Patch}. White space around the line after {@code @@} does not count; all
     * else is compared byte by byte.
     *
     * <p>A hunk goes where the patch says if its old lines are there, else to the only place after the hunk before where they
     * are; below a line after {@code @@}, to the first. In a file whose lines all end in CRLF, a patch of it with no CR has
     * its line ends converted. Directories that a patch leaves empty are removed. A path cannot change from a file to a
     * directory or back.
     *
     * @param patch a unified diff or the {@code *** Begin Patch} form, up to 32 Mi characters
     * @return what changed
     * @throws ShadowException {@link ErrorCode#UNSUPPORTED} without {@link Capability#PATCHES},
     *     {@link ErrorCode#PATCH_INVALID} with the line of the patch that does not parse, {@link ErrorCode#PATCH_CONFLICT}
     *     with a hunk that does not fit and the most similar lines, {@link ErrorCode#NOT_FOUND},
     *     {@link ErrorCode#ALREADY_EXISTS}, {@link ErrorCode#NOT_A_FILE}, {@link ErrorCode#TOO_LARGE}
     */
    @Experimental
    PatchResult applyPatch(String patch);

    /**
     * Deletes a file, a link (not what it points to) or an empty directory.
     *
     * @param path relative to the workspace
     * @throws ShadowException {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#NOT_EMPTY}
     */
    void delete(String path);

    /**
     * Deletes a file, a link (not what it points to) or a directory with all that is in it. Links inside are removed and
     * not followed.
     *
     * @param path relative to the workspace, not the workspace itself
     * @throws ShadowException {@link ErrorCode#NOT_FOUND}
     */
    void deleteTree(String path);

    /**
     * Moves a file, link or directory to a path that is not there yet.
     *
     * @param from relative to the workspace
     * @param to relative to the workspace; directories above it are made
     * @throws ShadowException as {@link #move(String, String, IfExists)}
     */
    default void move(String from, String to) {
        move(from, to, IfExists.FAIL);
    }

    /**
     * Moves a file, link or directory.
     *
     * @param from relative to the workspace
     * @param to relative to the workspace; directories above it are made
     * @param ifExists what to do when the target is there
     * @throws ShadowException {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#ALREADY_EXISTS},
     *     {@link ErrorCode#INVALID_ARGUMENT} when a directory would move into itself
     */
    void move(String from, String to, IfExists ifExists);

    /**
     * Copies a file, link or directory tree to a path that is not there yet.
     *
     * @param from relative to the workspace
     * @param to relative to the workspace; directories above it are made
     * @throws ShadowException as {@link #copy(String, String, IfExists)}
     */
    default void copy(String from, String to) {
        copy(from, to, IfExists.FAIL);
    }

    /**
     * Copies a file, link (as a link) or directory tree, with executable bits.
     *
     * @param from relative to the workspace
     * @param to relative to the workspace; directories above it are made
     * @param ifExists what to do when the target is there
     * @throws ShadowException {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#ALREADY_EXISTS},
     *     {@link ErrorCode#INVALID_ARGUMENT} when a directory would be copied into itself
     */
    void copy(String from, String to, IfExists ifExists);

    /**
     * Makes a directory and those above it. One that is there already is fine.
     *
     * @param path relative to the workspace
     * @throws ShadowException {@link ErrorCode#NOT_A_DIRECTORY} when a file is in the way
     */
    void mkdir(String path);

    /**
     * Lists a directory's own entries, without what git ignores.
     *
     * @param path relative to the workspace, {@code .} for the workspace itself
     * @return at most 1,000 entries
     * @throws ShadowException {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#NOT_A_DIRECTORY}
     */
    default Listing list(String path) {
        return list(ListRequest.of(path));
    }

    /**
     * Lists a directory.
     *
     * @param request what to list
     * @return the entries; links are listed as links and not walked
     * @throws ShadowException {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#NOT_A_DIRECTORY}
     */
    Listing list(ListRequest request);

    /**
     * Streams a file of any size.
     *
     * @param path relative to the workspace
     * @param offset the first byte, from 0 to the size
     * @return to be closed by the caller; it reads the file that was there at the call, even when that is replaced
     * @throws ShadowException {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#NOT_A_FILE}, {@link ErrorCode#OUT_OF_RANGE}
     */
    InputStream download(String path, long offset);

    /**
     * Writes a file of any size from a stream, atomically: until the stream has ended well, the old file stays.
     *
     * @param path relative to the workspace; directories above it are made
     * @param source read to its end, not closed
     * @return what changed; lines are not counted
     * @throws ShadowException as {@link #writeFile(WriteRequest)}
     */
    WriteResult upload(String path, InputStream source);
}
