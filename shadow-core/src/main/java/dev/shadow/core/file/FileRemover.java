package dev.shadow.core.file;

import dev.shadow.core.store.Failures;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.Done;
import java.nio.file.NoSuchFileException;

/** Deletes. Thread-safe. */
final class FileRemover {
    private final FileStore store;
    private final Paths paths;
    private final Tree tree;

    FileRemover(FileStore store) {
        this.store = store;
        this.paths = new Paths(store);
        this.tree = new Tree(store);
    }

    Done delete(String text, boolean recursive, Deadline deadline) throws InterruptedException {
        WorkspacePath path = WorkspacePath.parse(text);
        return Failures.translate(path, () -> {
            WorkspacePath name = paths.name(path);
            return store.locked(name, deadline, () -> {
                FileEntry entry = store.stat(name).orElseThrow(() -> new NoSuchFileException(text));
                if (recursive && entry.type() == FileType.DIRECTORY) {
                    tree.requireWritable(name, deadline);
                    tree.delete(name, deadline);
                } else {
                    store.delete(name);
                }
                return Done.DONE;
            });
        });
    }
}
