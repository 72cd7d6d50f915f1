package dev.shadow.core.store;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.file.FileType;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.function.Predicate;

/** An open directory of a store that has no handles: each step is a step of the store by its path. Thread-safe. */
record ListedDirectory(FileStore store, WorkspacePath path, List<FileEntry> entries) implements OpenDirectory {
    @Override
    public List<Member> members(Predicate<String> wanted) {
        return entries.stream()
                .filter(entry -> wanted.test(entry.name()))
                .<Member>map(Listed::new)
                .toList();
    }

    @Override
    public void close() {}

    private final class Listed implements Member {
        private final FileEntry entry;

        Listed(FileEntry entry) {
            this.entry = entry;
        }

        @Override
        public String name() {
            return entry.name();
        }

        @Override
        public FileType type() {
            return entry.type();
        }

        @Override
        public long size() {
            return entry.size();
        }

        @Override
        public FileEntry entry() {
            return entry;
        }

        @Override
        public OpenDirectory openDirectory() throws IOException {
            return OpenDirectory.byPath(store, path.child(entry.name()));
        }

        @Override
        public ReadableByteChannel openFile() throws IOException {
            try {
                return store.open(path.child(entry.name())).channel();
            } catch (ShadowException e) {
                if (e.code().equals(ErrorCode.NOT_A_FILE) || e.code().equals(ErrorCode.PATH_ESCAPES)) {
                    throw new FileSystemException(entry.name(), null, "no regular file any more");
                }
                throw e;
            }
        }
    }
}
