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
 */
public record WriteRequest(String path, Bytes content, WriteCondition condition, Optional<Boolean> executable) {
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
        return new WriteRequest(path, content, new WriteCondition.Any(), Optional.empty());
    }

    /**
     * A copy that is refused with {@link dev.shadow.ErrorCode#VERSION_CONFLICT} unless the file is in this version.
     *
     * @param version from a read or a write
     * @return the copy
     */
    public WriteRequest ifVersion(FileVersion version) {
        return new WriteRequest(path, content, new WriteCondition.Version(version), executable);
    }

    /**
     * A copy that is refused with {@link dev.shadow.ErrorCode#ALREADY_EXISTS} when the path exists.
     *
     * @return the copy
     */
    public WriteRequest ifAbsent() {
        return new WriteRequest(path, content, new WriteCondition.Absent(), executable);
    }

    /**
     * A copy that sets the executable bit.
     *
     * @param on whether the file shall be executable
     * @return the copy
     */
    public WriteRequest executable(boolean on) {
        return new WriteRequest(path, content, condition, Optional.of(on));
    }
}
