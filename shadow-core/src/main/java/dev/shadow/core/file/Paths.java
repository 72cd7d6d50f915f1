package dev.shadow.core.file;

import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import java.io.IOException;

/** What a path leads to, refusing for writing what is protected, by its text and where it leads. Thread-safe. */
final class Paths {
    private final FileStore store;

    Paths(FileStore store) {
        this.store = store;
    }

    /** For writing through links. */
    WorkspacePath target(WorkspacePath path) throws IOException {
        return store.resolve(path.requireWritable()).requireWritable();
    }

    /** For changing the name itself, be it a link or not. */
    WorkspacePath name(WorkspacePath path) throws IOException {
        path.requireWritable();
        return store.resolve(path.parent()).child(path.name()).requireWritable();
    }
}
