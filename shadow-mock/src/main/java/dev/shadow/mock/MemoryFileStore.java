package dev.shadow.mock;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.HeldLocks;
import dev.shadow.core.store.KeyedLocks;
import dev.shadow.core.store.OpenFile;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.spi.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Files in memory, with directories, links and executable bits as on a disk.
 *
 * <p>Thread-safe.
 */
final class MemoryFileStore implements FileStore {
    private final KeyedLocks<WorkspacePath> locks = new KeyedLocks<>();

    /** The whole tree is guarded by this object's monitor. */
    private final Node.Folder root = new Node.Folder();

    private final Set<MemoryWatchStore> followers = ConcurrentHashMap.newKeySet();

    /** An empty store. */
    MemoryFileStore() {}

    /** For tests that look beneath. */
    Node.Folder root() {
        return root;
    }

    void follow(MemoryWatchStore follower) {
        followers.add(follower);
    }

    void unfollow(MemoryWatchStore follower) {
        followers.remove(follower);
    }

    private void changed(Node.Folder folder, WorkspacePath path) {
        followers.forEach(follower -> follower.changed(folder, path.name()));
    }

    /** A directory that no link leads to. */
    synchronized Node.Folder folder(WorkspacePath path) throws IOException {
        Node node = root;
        for (String name : path.names()) {
            node = node instanceof Node.Folder above ? above.children.get(name) : null;
        }
        if (node instanceof Node.Folder found) {
            return found;
        }
        throw node == null ? new NoSuchFileException(path.toString()) : new NotDirectoryException(path.toString());
    }

    @Override
    public synchronized Optional<FileEntry> stat(WorkspacePath path) throws IOException {
        Node node = MemoryWalk.to(root, path, false).node();
        return node == null ? Optional.empty() : Optional.of(node.entry(path.name()));
    }

    @Override
    public synchronized WorkspacePath resolve(WorkspacePath path) throws IOException {
        return MemoryWalk.to(root, path, true).resolved();
    }

    @Override
    public synchronized OpenFile open(WorkspacePath path) throws IOException {
        MemoryWalk.Place place = MemoryWalk.to(root, path, true);
        if (requireNode(place, path) instanceof Node.Plain file) {
            return new OpenFile(file.entry(place.resolved().name()), new MemoryChannel(file.content));
        }
        throw notAFile(path);
    }

    private static Node requireNode(MemoryWalk.Place place, WorkspacePath path) throws NoSuchFileException {
        Node node = place.node();
        if (node == null) {
            throw new NoSuchFileException(path.toString());
        }
        return node;
    }

    private static ShadowException notAFile(WorkspacePath path) {
        return new ShadowException(ErrorCode.NOT_A_FILE, "'" + path + "' is a directory; list it").with("path", path);
    }

    @Override
    public synchronized List<FileEntry> list(WorkspacePath directory) throws IOException {
        if (!(requireNode(MemoryWalk.to(root, directory, true), directory) instanceof Node.Folder folder)) {
            throw new NotDirectoryException(directory.toString());
        }
        List<FileEntry> entries = new ArrayList<>();
        folder.children.forEach((name, node) -> {
            if (!name.startsWith(TEMPORARY_PREFIX)) {
                entries.add(node.entry(name));
            }
        });
        return List.copyOf(entries);
    }

    @Override
    public synchronized void createDirectory(WorkspacePath path) throws IOException {
        create(path, new Node.Folder());
    }

    @Override
    public synchronized void createLink(WorkspacePath path, String target) throws IOException {
        create(path, new Node.Link(target));
    }

    private void create(WorkspacePath path, Node node) throws IOException {
        MemoryWalk.Place place = MemoryWalk.to(root, path, false);
        if (place.node() != null) {
            throw new FileAlreadyExistsException(path.toString());
        }
        Node.Folder folder = requireFolder(place, path);
        folder.children.put(path.name(), node);
        changed(folder, path);
    }

    /** The directory in which the last name of a path is, or would be. */
    private static Node.Folder requireFolder(MemoryWalk.Place place, WorkspacePath path) throws NoSuchFileException {
        if (path.isRoot()) {
            path.requireWritable();
        }
        Node.@Nullable Folder folder = place.folder();
        if (folder == null) {
            throw new NoSuchFileException(path.toString());
        }
        return folder;
    }

    @Override
    public Draft draft(WorkspacePath path) throws IOException {
        return new MemoryDraft(path);
    }

    /** Not thread-safe. */
    private final class MemoryDraft implements Draft {
        private final WorkspacePath path;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private final WritableByteChannel channel = Channels.newChannel(content);

        private Optional<FileEntry> existing;

        MemoryDraft(WorkspacePath path) throws IOException {
            this.path = path;
            this.existing = look();
        }

        private Optional<FileEntry> look() throws IOException {
            Node node = requireReplaceable(path, false).node();
            return node == null ? Optional.empty() : Optional.of(node.entry(path.name()));
        }

        @Override
        public Optional<FileEntry> existing() {
            return existing;
        }

        @Override
        public Optional<FileEntry> lookAgain() throws IOException {
            existing = look();
            return existing;
        }

        @Override
        public OpenFile openExisting() throws IOException {
            return open(path);
        }

        @Override
        public WritableByteChannel channel() {
            return channel;
        }

        @Override
        public FileEntry publish(Terms terms) throws IOException {
            if (Thread.currentThread().isInterrupted()) {
                throw new ClosedByInterruptException();
            }
            return put(path, content.toByteArray(), terms.executable(), terms.onlyIfAbsent());
        }

        @Override
        public void close() {}
    }

    private synchronized MemoryWalk.Place requireReplaceable(WorkspacePath path, boolean onlyIfAbsent)
            throws IOException {
        MemoryWalk.Place place = MemoryWalk.to(root, path, false);
        requireFolder(place, path);
        if (place.node() != null && onlyIfAbsent) {
            throw new FileAlreadyExistsException(path.toString());
        }
        if (place.node() instanceof Node.Folder) {
            throw notAFile(path);
        }
        return place;
    }

    private synchronized FileEntry put(
            WorkspacePath path, byte[] content, Optional<Boolean> executable, boolean onlyIfAbsent) throws IOException {
        MemoryWalk.Place place = requireReplaceable(path, onlyIfAbsent);
        boolean asItWas = place.node() instanceof Node.Plain old && old.executable;
        Node.Plain file = new Node.Plain(content, executable.orElse(asItWas));
        Node.Folder folder = requireFolder(place, path);
        folder.children.put(path.name(), file);
        changed(folder, path);
        return file.entry(path.name());
    }

    @Override
    public synchronized void delete(WorkspacePath path) throws IOException {
        MemoryWalk.Place place = MemoryWalk.to(root, path, false);
        Node.Folder folder = requireFolder(place, path);
        if (requireNode(place, path) instanceof Node.Folder self
                && !self.children.keySet().stream().allMatch(name -> name.startsWith(TEMPORARY_PREFIX))) {
            throw new DirectoryNotEmptyException(path.toString());
        }
        folder.children.remove(path.name());
        changed(folder, path);
    }

    @Override
    public synchronized void move(WorkspacePath from, WorkspacePath to, boolean replace) throws IOException {
        MemoryWalk.Place source = MemoryWalk.to(root, from, false);
        MemoryWalk.Place target = MemoryWalk.to(root, to, false);
        Node.Folder oldFolder = requireFolder(source, from);
        Node.Folder newFolder = requireFolder(target, to);
        Node node = requireNode(source, from);
        Node there = target.node();
        if (there != null && (!replace || there instanceof Node.Folder)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        if (there != null && node instanceof Node.Folder) {
            throw new NotDirectoryException(to.toString());
        }
        if (node instanceof Node.Folder && target.resolved().startsWith(source.resolved())) {
            throw new FileSystemException(from.toString(), to.toString(), "a directory cannot move into itself");
        }
        oldFolder.children.remove(from.name());
        Objects.requireNonNull(newFolder).children.put(to.name(), node);
        changed(oldFolder, from);
        changed(newFolder, to);
    }

    @Override
    public <R> R lockedAll(Collection<WorkspacePath> paths, Deadline deadline, Action<R> action)
            throws IOException, InterruptedException {
        try (HeldLocks held = new HeldLocks()) {
            for (WorkspacePath path : new TreeSet<>(paths)) {
                held.add(locks.lock(path, deadline));
            }
            return action.run();
        }
    }
}
