package dev.shadow.file;

import dev.shadow.spi.Check;
import java.util.List;
import java.util.Optional;

/**
 * Edits of one file, all or nothing. Each edit sees the text that the one before it left.
 *
 * <p>Thread-safe.
 *
 * @param path relative to the workspace
 * @param edits one at least
 * @param ifVersion the version that the file must be in
 */
public record EditRequest(String path, List<Edit> edits, Optional<FileVersion> ifVersion) {
    /**
     * Checks that there is something to do.
     *
     * @param path the component of that name
     * @param edits the component of that name
     * @param ifVersion the component of that name
     */
    public EditRequest {
        edits = List.copyOf(edits);
        Check.require(!edits.isEmpty(), "give at least one edit");
    }

    /**
     * Edits whatever version is there.
     *
     * @param path relative to the workspace
     * @param edits one at least, in order
     * @return the request
     */
    public static EditRequest of(String path, Edit... edits) {
        return new EditRequest(path, List.of(edits), Optional.empty());
    }

    /**
     * A copy that is refused with {@link dev.shadow.ErrorCode#VERSION_CONFLICT} unless the file is in this version.
     *
     * @param version from a read or a write
     * @return the copy
     */
    public EditRequest ifVersion(FileVersion version) {
        return new EditRequest(path, edits, Optional.of(version));
    }
}
