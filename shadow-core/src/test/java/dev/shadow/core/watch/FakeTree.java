package dev.shadow.core.watch;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.OpenFile;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * A disk for tests, that gives the numbers of removed directories to new ones at once, and whose hints come when the test
 * says so. It watches by path, as inotify does: what is there when it is asked. Not thread-safe.
 */
final class FakeTree implements WatchStore.Starter {
    /** A file, or a directory when it has children. */
    private static final class Node {
        final Object key;
        final Map<String, Node> children;
        Object watch;
        String text = "";
        long modified;

        Node(Object key, boolean directory) {
            this.key = key;
            this.children = directory ? new TreeMap<>() : null;
        }
    }

    private final LongSupplier millis;
    private final Deque<Object> freeKeys = new ArrayDeque<>();
    private final Deque<Runnable> held = new ArrayDeque<>();
    private long lastKey;
    private Node root = directory();
    private WatchStore.Hints hints;

    int stores;
    int watches;
    int mostWatches = Integer.MAX_VALUE;
    boolean holdsHints;

    /** A path that cannot be watched. */
    String refused = "";

    /** Run before each directory is opened. */
    Runnable meanwhile = () -> {};

    /** Run before each directory is watched. */
    Runnable beforeWatching = () -> {};

    FakeTree(LongSupplier millis) {
        this.millis = millis;
    }

    private Node directory() {
        return new Node(freeKeys.isEmpty() ? (Object) ("d" + ++lastKey) : freeKeys.remove(), true);
    }

    private Node file(String text) {
        Node file = new Node("f" + ++lastKey, false);
        file.text = text;
        file.modified = millis.getAsLong();
        return file;
    }

    private static WorkspacePath path(String text) {
        return WorkspacePath.parse(text);
    }

    private Node find(WorkspacePath path) {
        Node node = root;
        for (String name : path.names()) {
            node = node == null || node.children == null ? null : node.children.get(name);
        }
        return node;
    }

    private Node directory(WorkspacePath path) throws IOException {
        Node node = find(path);
        if (node == null) {
            throw new NoSuchFileException(path.toString());
        }
        if (node.children == null) {
            throw new NotDirectoryException(path.toString());
        }
        return node;
    }

    /** The JDK has no class for the ENOTDIR of what is above the name that is to be watched. */
    private void requireNoFileAbove(WorkspacePath path) throws IOException {
        Node node = root;
        for (String name : path.parent().names()) {
            node = node == null || node.children == null ? null : node.children.get(name);
            if (node != null && node.children == null) {
                throw new FileSystemException(path.toString(), null, "Not a directory");
            }
        }
    }

    private Node above(WorkspacePath path) {
        Node above = find(path.parent());
        return above != null && above.children != null ? above : null;
    }

    /** False when it does not fit the tree. */
    boolean mkdir(String text) {
        Node above = above(path(text));
        if (above == null || above.children.containsKey(path(text).name())) {
            return false;
        }
        above.children.put(path(text).name(), directory());
        changed(above, path(text).name(), true);
        return true;
    }

    boolean write(String text, String content) {
        WorkspacePath path = path(text);
        Node above = above(path);
        Node there = find(path);
        if (above == null || (there != null && there.children != null)) {
            return false;
        }
        if (there == null) {
            above.children.put(path.name(), file(content));
        } else {
            there.text = content;
            there.modified = millis.getAsLong();
        }
        changed(above, path.name(), there == null);
        return true;
    }

    boolean delete(String text) {
        WorkspacePath path = path(text);
        Node above = above(path);
        Node there = find(path);
        if (above == null || there == null || path.isRoot()) {
            return false;
        }
        above.children.remove(path.name());
        changed(above, path.name(), true);
        free(there);
        return true;
    }

    boolean move(String from, String to) {
        WorkspacePath target = path(to);
        Node node = find(path(from));
        Node there = find(target);
        Node oldAbove = above(path(from));
        Node above = above(target);
        if (node == null
                || oldAbove == null
                || above == null
                || target.startsWith(path(from))
                || (there != null && (there.children != null || node.children != null))) {
            return false;
        }
        oldAbove.children.remove(path(from).name());
        above.children.put(target.name(), node);
        changed(oldAbove, path(from).name(), true);
        changed(above, target.name(), true);
        return true;
    }

    void removeRoot() {
        Node gone = root;
        root = null;
        free(gone);
    }

    void makeRoot() {
        root = directory();
    }

    private void free(Node node) {
        if (node.children == null) {
            return;
        }
        node.children.values().forEach(this::free);
        freeKeys.push(node.key);
        if (node.watch != null) {
            Object watch = node.watch;
            node.watch = null;
            watches--;
            hint(() -> hints.ended(watch));
        }
    }

    private void changed(Node directory, String name, boolean named) {
        Object watch = directory.watch;
        if (watch != null) {
            hint(() -> hints.changed(watch, name, named));
        }
    }

    private void hint(Runnable hint) {
        if (holdsHints) {
            held.add(hint);
        } else {
            hint.run();
        }
    }

    /** Lets hints that were held come, the first ones first. */
    void deliver(int most) {
        for (int i = 0; i < most && !held.isEmpty(); i++) {
            held.remove().run();
        }
    }

    /** Loses hints that were held. */
    void lose(String directory) {
        held.clear();
        hints.overflowed(find(path(directory)).watch);
    }

    /** Types by paths. */
    Map<String, FileType> tree() {
        Map<String, FileType> tree = new TreeMap<>();
        if (root != null) {
            collect(WorkspacePath.ROOT, root, tree);
        }
        return tree;
    }

    private static void collect(WorkspacePath path, Node node, Map<String, FileType> tree) {
        tree.put(path.toString(), type(node));
        if (node.children != null) {
            node.children.forEach((name, child) -> collect(path.child(name), child, tree));
        }
    }

    private static FileType type(Node node) {
        return node.children == null ? FileType.FILE : FileType.DIRECTORY;
    }

    private static FileEntry entry(String name, Node node) {
        return new FileEntry(
                name,
                type(node),
                node.text.length(),
                FileTime.fromMillis(node.modified),
                false,
                Optional.empty(),
                node.key);
    }

    @Override
    public WatchStore start(WatchStore.Hints newHints) {
        hints = newHints;
        stores++;
        return new Store();
    }

    private final class Store implements WatchStore {
        @Override
        public OpenDirectory open(WorkspacePath path) throws IOException {
            meanwhile.run();
            return new Opened(path, directory(path));
        }

        @Override
        public void unwatch(Object watch) {
            watches--;
            ((Watch) watch).node.watch = null;
        }

        @Override
        public void close() {
            stores--;
        }
    }

    private static final class Watch {
        private final Node node;

        Watch(Node node) {
            this.node = node;
        }
    }

    private final class Opened implements WatchStore.OpenDirectory {
        private final WorkspacePath path;
        private final Node node;

        Opened(WorkspacePath path, Node node) {
            this.path = path;
            this.node = node;
        }

        @Override
        public Object key() {
            return node.key;
        }

        @Override
        public Object watch() throws IOException {
            meanwhile.run();
            beforeWatching.run();
            requireNoFileAbove(path);
            if (path.toString().equals(refused)) {
                throw new FileSystemException(refused, null, "broken");
            }
            Node there = directory(path);
            if (there.watch == null) {
                if (watches == mostWatches) {
                    throw new ShadowException(ErrorCode.WATCH_LIMIT, "no more than " + mostWatches);
                }
                watches++;
                there.watch = new Watch(there);
            }
            return there.watch;
        }

        @Override
        public List<FileEntry> entries() {
            meanwhile.run();
            List<FileEntry> entries = new ArrayList<>();
            node.children.forEach((name, child) -> entries.add(FakeTree.entry(name, child)));
            return entries;
        }

        @Override
        public Optional<FileEntry> entry(String name) {
            return Optional.ofNullable(node.children.get(name)).map(child -> FakeTree.entry(name, child));
        }

        @Override
        public void close() {}
    }

    /** What a watch needs of it to read what git ignores. */
    FileStore files() {
        return (FileStore) Proxy.newProxyInstance(
                FileStore.class.getClassLoader(),
                new Class<?>[] {FileStore.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "resolve" -> arguments[0];
                    case "stat" -> stat((WorkspacePath) arguments[0]);
                    case "open" -> openFile((WorkspacePath) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private Optional<FileEntry> stat(WorkspacePath path) {
        return Optional.ofNullable(find(path)).map(node -> entry(path.name(), node));
    }

    private OpenFile openFile(WorkspacePath path) throws IOException {
        Node node = find(path);
        if (node == null || node.children != null) {
            throw new NoSuchFileException(path.toString());
        }
        Path copy = Files.createTempFile("fake-tree", ".txt");
        Files.write(copy, node.text.getBytes(StandardCharsets.UTF_8));
        return new OpenFile(entry(path.name(), node), Files.newByteChannel(copy, StandardOpenOption.DELETE_ON_CLOSE));
    }
}
