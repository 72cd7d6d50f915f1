package dev.shadow.core.search;

import java.nio.file.FileSystemException;

/** Failures that one file or directory has and that do not spoil the search of the others. */
final class PassedOver {
    private PassedOver() {}

    /** Throws what every other file would have too: see EMFILE and ENFILE in errno(3). */
    static void requireOfOneFile(FileSystemException e) throws FileSystemException {
        String reason = e.getReason();
        if (reason != null && reason.contains("open files")) {
            throw e;
        }
    }
}
