package dev.shadow.core.file;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Goes through a directory and all that is in it, however deep, without following links. Thread-safe. */
final class Tree {
    private final FileStore store;

    Tree(FileStore store) {
        this.store = store;
    }

    /** What is done on the way. */
    interface Visitor {
        /** Before the entries of a directory. */
        void enter(WorkspacePath directory) throws IOException;

        /** Something that is no directory. */
        void visit(WorkspacePath path, FileEntry entry) throws IOException, InterruptedException;

        /** After the entries of a directory. */
        void leave(WorkspacePath directory) throws IOException;
    }

    private record Level(WorkspacePath directory, Iterator<FileEntry> rest) {}

    void walk(WorkspacePath top, Visitor visitor, Deadline deadline) throws IOException, InterruptedException {
        Deque<Level> levels = new ArrayDeque<>();
        levels.push(enter(top, visitor));
        while (!levels.isEmpty()) {
            deadline.check();
            Level level = levels.peek();
            if (!level.rest().hasNext()) {
                levels.pop();
                visitor.leave(level.directory());
                continue;
            }
            FileEntry entry = level.rest().next();
            WorkspacePath path = level.directory().child(entry.name());
            if (entry.type() == FileType.DIRECTORY) {
                levels.push(enter(path, visitor));
            } else {
                visitor.visit(path, entry);
            }
        }
    }

    private Level enter(WorkspacePath directory, Visitor visitor) throws IOException {
        requireNoLink(directory);
        visitor.enter(directory);
        return new Level(directory, store.list(directory).iterator());
    }

    private void requireNoLink(WorkspacePath directory) throws IOException {
        FileEntry entry = store.stat(directory).orElseThrow(() -> new NoSuchFileException(directory.toString()));
        if (entry.type() != FileType.DIRECTORY) {
            throw new NoSuchFileException(directory.toString()); // it was one a moment ago
        }
    }

    /** Refuses a tree that holds a repository, before any of it is touched. */
    void requireWritable(WorkspacePath top, Deadline deadline) throws IOException, InterruptedException {
        walk(
                top,
                new Visitor() {
                    @Override
                    public void enter(WorkspacePath directory) {
                        directory.requireWritable();
                    }

                    @Override
                    public void visit(WorkspacePath path, FileEntry entry) {
                        path.requireWritable();
                    }

                    @Override
                    public void leave(WorkspacePath directory) {}
                },
                deadline);
    }

    void delete(WorkspacePath top, Deadline deadline) throws IOException, InterruptedException {
        walk(
                top,
                new Visitor() {
                    @Override
                    public void enter(WorkspacePath directory) {}

                    @Override
                    public void visit(WorkspacePath path, FileEntry entry) throws IOException {
                        store.delete(path);
                    }

                    @Override
                    public void leave(WorkspacePath directory) throws IOException {
                        store.delete(directory);
                    }
                },
                deadline);
    }

    static ShadowException notCopyable(WorkspacePath path) {
        return new ShadowException(
                        ErrorCode.NOT_A_FILE,
                        "'" + path + "' is a device, pipe or socket and cannot be copied; delete it or copy around it")
                .with("path", path);
    }
}
