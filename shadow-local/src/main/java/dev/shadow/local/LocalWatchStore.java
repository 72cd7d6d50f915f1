package dev.shadow.local;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.core.watch.WatchStore;
import dev.shadow.file.FileType;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Watches directories by the JDK's watch service, which on Linux is one inotify instance for all of them and one thread, with
 * one more that takes its hints. A watch follows the directory and not its path: the service gives the same key to a
 * directory that moved, and another to one that was made in the place of one that was removed, see inotify(7).
 *
 * <p>The service registers by path. Should a link take the place of a directory on it just then, the wrong one is watched
 * until its parent, which is watched already, tells of the exchange; what is in it is read by handles and never by path.
 *
 * <p>Thread-safe.
 */
final class LocalWatchStore implements WatchStore {
    private final OpenRoot root;
    private final WatchService service;
    private final Hints hints;

    private LocalWatchStore(OpenRoot root, WatchService service, Hints hints) {
        this.root = root;
        this.service = service;
        this.hints = hints;
    }

    static LocalWatchStore start(OpenRoot root, Hints hints) throws IOException {
        WatchService service;
        try {
            service = root.path().getFileSystem().newWatchService();
        } catch (IOException e) {
            throw limitOr(e);
        }
        LocalWatchStore store = new LocalWatchStore(root, service, hints);
        Threads.system().blocking().execute(store::take);
        return store;
    }

    /** The JDK has only words for ENOSPC and EMFILE of inotify(7). */
    private static IOException limitOr(IOException e) {
        String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (!words.contains("inotify")) {
            return e;
        }
        String limit = words.contains("instances") ? "max_user_instances" : "max_user_watches";
        throw new ShadowException(
                        ErrorCode.WATCH_LIMIT,
                        "the operating system watches no more directories for this user; raise fs.inotify." + limit
                                + ", or name large directories in .gitignore",
                        e)
                .with("limit", "fs.inotify." + limit);
    }

    private void take() {
        try {
            while (true) {
                take(service.take());
            }
        } catch (ClosedWatchServiceException e) {
            return; // nobody watches any more
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(WatchKey key) {
        for (WatchEvent<?> event : key.pollEvents()) {
            hint(key, event);
        }
        if (!key.reset()) {
            hints.ended(key);
        }
    }

    private void hint(WatchKey key, WatchEvent<?> event) {
        if (event.kind() == OVERFLOW) {
            hints.overflowed(key);
        } else if (event.context() instanceof Path name && !Directory.isTemporary(name)) {
            hints.changed(key, NativeName.shown(name), event.kind() != ENTRY_MODIFY);
        }
    }

    @Override
    public OpenDirectory open(WorkspacePath path) throws IOException {
        if (path.isRoot()) {
            try (Directory top = root.directory()) {
                return new Opened(top.again());
            }
        }
        Directory current = root.directory();
        try {
            for (String name : path.names()) {
                Directory next = child(current, name);
                current.close();
                current = next;
            }
        } catch (IOException | RuntimeException e) {
            current.close();
            throw e;
        }
        return new Opened(current);
    }

    private static Directory child(Directory directory, String name) throws IOException {
        try {
            return directory.child(nameOnDisk(directory, name));
        } catch (FileSystemException e) {
            // ELOOP of openat(2): a link is there, and the JDK has no class for that
            if (String.valueOf(e.getReason()).contains("symbolic links")) {
                throw new NotDirectoryException(name);
            }
            throw e;
        }
    }

    private static Path nameOnDisk(Directory directory, String name) throws IOException {
        Path plain = NativeName.of(name);
        return NativeName.mayBeEscaped(name) && directory.attributes(plain) == null
                ? directory.nameShownAs(name).orElse(plain)
                : plain;
    }

    @Override
    public void unwatch(Object watch) {
        ((WatchKey) watch).cancel();
    }

    @Override
    public void close() throws IOException {
        service.close();
    }

    /**
     * Tells a file from the next one that gets its number, see {@link OpenDirectory#entries}. Where the file system or the
     * runtime knows no time of birth, the JDK gives the last change, and then only a file that did not change is known again.
     */
    private record Identity(Object key, long bornNanos) {}

    private final class Opened implements OpenDirectory {
        private final Directory directory;

        Opened(Directory directory) {
            this.directory = directory;
        }

        @Override
        public Object key() throws IOException {
            return Objects.requireNonNull(directory.ownAttributes().fileKey());
        }

        @Override
        public Object watch() throws IOException {
            try {
                return directory.path().register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY);
            } catch (IOException e) {
                throw limitOr(e);
            }
        }

        @Override
        public List<FileEntry> entries() throws IOException {
            List<FileEntry> entries = new ArrayList<>();
            for (Path name : directory.names()) {
                PosixFileAttributes attributes = Directory.isTemporary(name) ? null : directory.attributes(name);
                if (attributes != null) {
                    entries.add(entry(name, attributes));
                }
            }
            return entries;
        }

        @Override
        public Optional<FileEntry> entry(String name) throws IOException {
            Path onDisk = nameOnDisk(directory, name);
            PosixFileAttributes attributes = Directory.isTemporary(onDisk) ? null : directory.attributes(onDisk);
            return attributes == null ? Optional.empty() : Optional.of(entry(onDisk, attributes));
        }

        private static FileEntry entry(Path name, PosixFileAttributes attributes) {
            FileEntry entry = Directory.entry(NativeName.shown(name), attributes, Optional.empty());
            return entry.type() == FileType.DIRECTORY
                    ? entry
                    : new FileEntry(
                            entry.name(),
                            entry.type(),
                            entry.size(),
                            entry.modified(),
                            entry.executable(),
                            entry.linkTarget(),
                            new Identity(entry.key(), attributes.creationTime().to(TimeUnit.NANOSECONDS)));
        }

        @Override
        public void close() throws IOException {
            directory.close();
        }
    }
}
