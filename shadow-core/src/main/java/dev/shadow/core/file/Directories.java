package dev.shadow.core.file;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Makes directories. Thread-safe. */
final class Directories {
    private final FileStore store;

    Directories(FileStore store) {
        this.store = store;
    }

    /** Makes those that are missing, of a path without links. */
    void make(WorkspacePath resolved) throws IOException {
        Deque<WorkspacePath> missing = new ArrayDeque<>();
        WorkspacePath path = resolved;
        while (!path.isRoot() && !isDirectory(path)) {
            missing.push(path);
            path = path.parent();
        }
        for (WorkspacePath each : missing) {
            makeOne(each);
        }
    }

    private void makeOne(WorkspacePath path) throws IOException {
        try {
            store.createDirectory(path);
        } catch (FileAlreadyExistsException e) {
            if (!isDirectory(path)) {
                throw e; // something else took the name in between
            }
        }
    }

    private boolean isDirectory(WorkspacePath path) throws IOException {
        Optional<FileEntry> found = store.stat(path);
        if (found.isEmpty()) {
            return false;
        }
        if (found.get().type() != FileType.DIRECTORY) {
            throw new ShadowException(
                            ErrorCode.NOT_A_DIRECTORY,
                            "'" + path
                                    + "' is no directory, and one is needed there; move it away or choose another path")
                    .with("path", path);
        }
        return true;
    }
}
