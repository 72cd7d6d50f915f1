package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What makes a work tree what a tree has. Not thread-safe.
 *
 * @param writes files that are other in the tree, or only there
 * @param removals files that came after
 */
record RestorePlan(NavigableMap<String, Item> writes, NavigableSet<String> removals) {
    private static final String IGNORE_FILE = ".gitignore";

    /**
     * Compares.
     *
     * @param sides before: what the tree has; after: what the work tree has
     * @param index where the work tree's files may be hidden
     * @param kept files that are ignored by the rules of the tree and so stay
     */
    static RestorePlan of(TreeSides sides, IndexView index, TreeIgnores kept) throws IOException {
        NavigableMap<String, Item> writes = new TreeMap<>();
        for (Map.Entry<String, Item> one : sides.before().entrySet()) {
            if (!one.getValue().isGitlink() && !isHidden(index, one.getKey())) {
                TreeFiles.requireSafe(one.getKey().getBytes(StandardCharsets.UTF_8), one.getKey());
                writes.put(one.getKey(), one.getValue());
            }
        }
        NavigableSet<String> removals = new TreeSet<>();
        for (Map.Entry<String, Item> one : sides.after().entrySet()) {
            String path = one.getKey();
            boolean comesBack = sides.before().containsKey(path);
            boolean ignored = index.find(path) == null && kept.isIgnored(path);
            if (!comesBack && !ignored && !one.getValue().isGitlink() && !isHidden(index, path)) {
                removals.add(path);
            }
        }
        return new RestorePlan(writes, removals);
    }

    private static boolean isHidden(IndexView index, String path) {
        var entry = index.find(path);
        return entry != null && IndexView.isHidden(entry);
    }

    /**
     * Goes on with a plan whose removals were done; only rules may be left of them, which go last.
     *
     * @return a smaller plan
     */
    RestorePlan afterRemovals() {
        return new RestorePlan(writes, rules(removals));
    }

    Item item(String path) {
        return Objects.requireNonNull(writes.get(path));
    }

    NavigableSet<String> plainRemovals() {
        NavigableSet<String> plain = new TreeSet<>(removals);
        plain.removeAll(rules(removals));
        return plain;
    }

    NavigableSet<String> ruleRemovals() {
        return rules(removals);
    }

    NavigableSet<String> plainWrites() {
        NavigableSet<String> plain = new TreeSet<>(writes.keySet());
        plain.removeAll(ruleWrites());
        return plain;
    }

    NavigableSet<String> ruleWrites() {
        return rules(writes.navigableKeySet());
    }

    private static NavigableSet<String> rules(NavigableSet<String> paths) {
        NavigableSet<String> rules = new TreeSet<>(paths);
        rules.removeIf(path -> !path.equals(IGNORE_FILE) && !path.endsWith("/" + IGNORE_FILE));
        return rules;
    }

    /** Refuses, before anything is changed, when something that is not to be removed is where a file has to be. */
    void requireRoom(FileStore store) throws IOException {
        Set<WorkspacePath> free = new HashSet<>(Set.of(WorkspacePath.ROOT));
        for (String path : writes.keySet()) {
            WorkspacePath file = WorkspacePath.parse(path);
            if (isFree(store, file.parent(), free)) {
                Optional<FileEntry> there = store.stat(file);
                if (there.isPresent() && there.get().type() == FileType.DIRECTORY) {
                    requireEmptied(store, file);
                }
            }
        }
    }

    /** Whether a directory is there, and so may have something in the way. */
    private boolean isFree(FileStore store, WorkspacePath directory, Set<WorkspacePath> free) throws IOException {
        if (free.contains(directory)) {
            return true;
        }
        if (!isFree(store, directory.parent(), free)) {
            return false;
        }
        Optional<FileEntry> there = store.stat(directory);
        if (there.isEmpty()) {
            return false;
        }
        if (there.get().type() == FileType.DIRECTORY) {
            free.add(directory);
            return true;
        }
        if (!removals.contains(directory.toString())) {
            throw inTheWay(directory);
        }
        return false;
    }

    private void requireEmptied(FileStore store, WorkspacePath directory) throws IOException {
        for (FileEntry entry : store.list(directory)) {
            WorkspacePath child = directory.child(entry.name());
            if (entry.type() == FileType.DIRECTORY) {
                requireEmptied(store, child);
            } else if (!removals.contains(child.toString())) {
                throw inTheWay(child);
            }
        }
    }

    private static ShadowException inTheWay(WorkspacePath path) {
        return new ShadowException(
                        ErrorCode.GIT_FAILED,
                        "'" + path + "' is not kept by checkpoints and in the way of a file of this one; move it away,"
                                + " and restore again; nothing was changed")
                .with("path", path);
    }
}
