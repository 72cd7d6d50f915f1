package dev.shadow.file;

import dev.shadow.Bytes;
import java.util.Optional;

/**
 * A whole file to write. The write is atomic: others see the old content or the new, and never a part.
 *
 * <p>Thread-safe.
 *
 * @param path relative to the workspace; directories above it are made
 * @param content the new content
 * @param condition what must hold of the file that is there
 * @param executable the executable bit; absent: as it was, and off for a new file
 * @param durable whether content and name are forced to the disk before the call returns, so that they outlive a loss of
 *     power; slower by orders of magnitude
 */
public record WriteRequest(
        String path, Bytes content, WriteCondition condition, Optional<Boolean> executable, boolean durable) {
    /**
     * Writes text, encoded as UTF-8, whether or not the file exists.
     *
     * @param path relative to the workspace
     * @param text the new content, written as it is
     * @return the request
     */
    public static WriteRequest of(String path, String text) {
        return of(path, Bytes.utf8(text));
    }

    /**
     * Writes bytes, whether or not the file exists.
     *
     * @param path relative to the workspace
     * @param content the new content
     * @return the request
     */
    public static WriteRequest of(String path, Bytes content) {
        return new WriteRequest(path, content, new WriteCondition.Any(), Optional.empty(), false);
    }

    /**
     * A copy that is refused with {@link dev.shadow.ErrorCode#VERSION_CONFLICT} unless the file is in this version.
     *
     * @param version from a read or a write
     * @return the copy
     */
    public WriteRequest ifVersion(FileVersion version) {
        return new WriteRequest(path, content, new WriteCondition.Version(version), executable, durable);
    }

    /**
     * A copy that is refused with {@link dev.shadow.ErrorCode#ALREADY_EXISTS} when the path exists.
     *
     * @return the copy
     */
    public WriteRequest ifAbsent() {
        return new WriteRequest(path, content, new WriteCondition.Absent(), executable, durable);
    }

    /**
     * A copy that sets the executable bit.
     *
     * @param on whether the file shall be executable
     * @return the copy
     */
    public WriteRequest executable(boolean on) {
        return new WriteRequest(path, content, condition, Optional.of(on), durable);
    }

    /**
     * A copy that is forced to the disk, or not.
     *
     * @param on whether the call returns only when content and name are there
     * @return the copy
     * @see <a href="https://man7.org/linux/man-pages/man2/fsync.2.html">fsync(2)</a>
     */
    public WriteRequest durable(boolean on) {
        return new WriteRequest(path, content, condition, executable, on);
    }
}
