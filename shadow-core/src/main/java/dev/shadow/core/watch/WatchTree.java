package dev.shadow.core.watch;

import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was told of the tree, and who watches it. Used by the engine's worker alone. */
final class WatchTree {
    private final WatchStore store;
    private final Map<Object, TreeNode> byKey = new HashMap<>();
    private final Map<Object, DirectoryNode> byWatch = new HashMap<>();
    private final DirectoryNode root;
    private boolean rooted;

    WatchTree(WatchStore store, FileEntry root) {
        this.store = store;
        this.root = new DirectoryNode(root, 0);
    }

    DirectoryNode root() {
        return root;
    }

    boolean isRooted() {
        return rooted;
    }

    /** Another directory is the root now. */
    void root(Object key) {
        rooted = true;
        root.key = key;
    }

    /** The root is not there any more, and what was in it was removed. */
    void uproot() {
        rooted = false;
        release(root);
    }

    boolean holds(TreeNode node) {
        return node.parent != null || (node == root && rooted);
    }

    @Nullable TreeNode find(WorkspacePath path) {
        TreeNode node = rooted ? root : null;
        for (String name : path.names()) {
            node = node instanceof DirectoryNode directory ? directory.children.get(name) : null;
        }
        return node;
    }

    /** The node that was last seen with a key, if it has it still. */
    @Nullable TreeNode byKey(Object key) {
        return byKey.get(key);
    }

    @Nullable DirectoryNode byWatch(Object watch) {
        return byWatch.get(watch);
    }

    TreeNode add(DirectoryNode directory, FileEntry entry, long nowMillis) {
        TreeNode node = entry.type() == FileType.DIRECTORY
                ? new DirectoryNode(entry, nowMillis)
                : new TreeNode(entry, nowMillis);
        attach(directory, node);
        byKey.put(node.key, node);
        return node;
    }

    private static void attach(DirectoryNode directory, TreeNode node) {
        node.parent = directory;
        directory.children.put(node.name, node);
    }

    private static void detach(TreeNode node) {
        Objects.requireNonNull(node.parent).children.remove(node.name, node);
        node.parent = null;
    }

    void move(TreeNode node, DirectoryNode directory, String name) {
        detach(node);
        node.name = name;
        attach(directory, node);
    }

    /** Takes over what is there now under the same name. */
    boolean update(TreeNode node, FileEntry entry, boolean hinted, long nowMillis) {
        Object old = node.key;
        boolean changed = node.update(entry, hinted, nowMillis);
        if (!old.equals(node.key)) {
            byKey.remove(old, node);
            byKey.put(node.key, node);
        }
        return changed;
    }

    /** Forgets a node and all beneath it. */
    void remove(TreeNode node) {
        detach(node);
        forget(node);
    }

    private void forget(TreeNode node) {
        Deque<TreeNode> rest = new ArrayDeque<>();
        rest.add(node);
        while (!rest.isEmpty()) {
            TreeNode each = rest.remove();
            each.parent = null;
            byKey.remove(each.key, each);
            if (each instanceof DirectoryNode directory) {
                release(directory);
                rest.addAll(directory.children.values());
                directory.children.clear();
            }
        }
    }

    /** Keeps what a directory is watched by, and ends what it was before. Whether it is another watch than before. */
    boolean watched(DirectoryNode directory, Object watch) {
        Object before = directory.watch;
        if (watch.equals(before)) {
            return false;
        }
        release(directory);
        DirectoryNode other = byWatch.put(watch, directory);
        if (other != null) {
            other.watch = null;
        }
        directory.watch = watch;
        return before != null;
    }

    private void release(DirectoryNode directory) {
        Object watch = directory.watch;
        directory.watch = null;
        if (watch != null && byWatch.remove(watch, directory)) {
            store.unwatch(watch);
        }
    }

    /** The store has ended a watch by itself. */
    void ended(DirectoryNode directory) {
        release(directory);
    }
}
