package dev.shadow.mock;

import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.core.watch.WatchStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Watches directories in memory: a watch is the directory itself. Thread-safe. */
final class MemoryWatchStore implements WatchStore {
    private final MemoryFileStore files;
    private final Hints hints;
    private final Set<Node.Folder> watched = ConcurrentHashMap.newKeySet();

    MemoryWatchStore(MemoryFileStore files, Hints hints) {
        this.files = files;
        this.hints = hints;
        files.follow(this);
    }

    /** A name in a directory came, went, or stands for something else. */
    void changed(Node.Folder folder, String name) {
        if (watched.contains(folder) && !name.startsWith(FileStore.TEMPORARY_PREFIX)) {
            hints.changed(folder, name, true);
        }
    }

    @Override
    public OpenDirectory open(WorkspacePath path) throws IOException {
        return new Opened(files.folder(path));
    }

    @Override
    public void unwatch(Object watch) {
        watched.remove((Node.Folder) watch);
    }

    @Override
    public void close() {
        files.unfollow(this);
        watched.clear();
    }

    private final class Opened implements OpenDirectory {
        private final Node.Folder folder;

        Opened(Node.Folder folder) {
            this.folder = folder;
        }

        @Override
        public Object key() {
            return folder.entry(".").key();
        }

        @Override
        public Object watch() {
            watched.add(folder);
            return folder;
        }

        @Override
        public List<FileEntry> entries() {
            synchronized (files) {
                List<FileEntry> entries = new ArrayList<>();
                folder.children.forEach((name, node) -> {
                    if (!name.startsWith(FileStore.TEMPORARY_PREFIX)) {
                        entries.add(node.entry(name));
                    }
                });
                return entries;
            }
        }

        @Override
        public Optional<FileEntry> entry(String name) {
            synchronized (files) {
                Node node = folder.children.get(name);
                return node == null || name.startsWith(FileStore.TEMPORARY_PREFIX)
                        ? Optional.empty()
                        : Optional.of(node.entry(name));
            }
        }

        @Override
        public void close() {}
    }
}
