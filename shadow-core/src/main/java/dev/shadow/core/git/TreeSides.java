package dev.shadow.core.git;

import java.io.IOException;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Two trees, at the paths where they differ. Finding them takes a time that grows with the difference where subtrees are known
 * to be the same. Not thread-safe.
 *
 * @param before what the one has there
 * @param after what the other has there
 */
record TreeSides(NavigableMap<String, Item> before, NavigableMap<String, Item> after) {
    TreeSides() {
        this(new TreeMap<>(), new TreeMap<>());
    }

    /** A commit or tree, or nothing at all, and an index. */
    static TreeSides between(Repository repository, Optional<? extends AnyObjectId> commit, IndexView index)
            throws IOException {
        TreeSides sides = new TreeSides();
        try (ObjectReader reader = repository.newObjectReader()) {
            AbstractTreeIterator tree =
                    commit.isPresent() ? Trees.iterator(reader, commit.get()) : new EmptyTreeIterator();
            synchronized (index.cache()) { // the iterator completes the index's tree of directories
                sides.fill(reader, tree, new DirCacheIterator(index.cache()));
            }
            for (String path : index.conflicts().keySet()) { // the walk meets each stage by itself
                put(sides.before, path, commit.isPresent() ? Trees.item(reader, commit.get(), path) : null);
                put(sides.after, path, index.item(path));
            }
        }
        return sides;
    }

    /** Two commits or trees, or nothing in the place of one. */
    static TreeSides between(
            Repository repository, Optional<? extends AnyObjectId> before, Optional<? extends AnyObjectId> after)
            throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            return between(reader, before, after);
        }
    }

    static TreeSides between(
            ObjectReader reader, Optional<? extends AnyObjectId> before, Optional<? extends AnyObjectId> after)
            throws IOException {
        TreeSides sides = new TreeSides();
        sides.fill(
                reader,
                before.isPresent() ? Trees.iterator(reader, before.get()) : new EmptyTreeIterator(),
                after.isPresent() ? Trees.iterator(reader, after.get()) : new EmptyTreeIterator());
        return sides;
    }

    private void fill(ObjectReader reader, AbstractTreeIterator one, AbstractTreeIterator other) throws IOException {
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(one);
            walk.addTree(other);
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                put(walk, 0, before);
                put(walk, 1, after);
            }
        }
    }

    private static void put(TreeWalk walk, int side, NavigableMap<String, Item> items) {
        if (walk.getRawMode(side) == 0) {
            return;
        }
        AbstractTreeIterator tree = walk.getTree(side, AbstractTreeIterator.class);
        Item item = tree instanceof DirCacheIterator index
                ? IndexView.item(Objects.requireNonNull(index.getDirCacheEntry()))
                : new Item(walk.getRawMode(side), walk.getObjectId(side));
        if (item != null) {
            items.put(walk.getPathString(), item);
        }
    }

    /** Puts the work tree in the place of the index that it was compared with, which must be the side after. */
    TreeSides overlaid(WorkView view, IndexView index) {
        TreeSides sides = new TreeSides(new TreeMap<>(before), new TreeMap<>(after));
        view.kept().forEach((path, kept) -> sides.replace(path, kept.item(), index));
        view.missing().forEach(path -> sides.replace(path, null, index));
        return sides;
    }

    private void replace(String path, @Nullable Item now, IndexView index) {
        Item old = has(path) ? before.get(path) : index.item(path);
        put(before, path, old);
        put(after, path, now);
        if (now != null && now.equals(old)) {
            before.remove(path);
            after.remove(path);
        }
    }

    private static void put(NavigableMap<String, Item> items, String path, @Nullable Item item) {
        if (item == null) {
            items.remove(path);
        } else {
            items.put(path, item);
        }
    }

    /** Whether a path is among those that differ. */
    boolean has(String path) {
        return before.containsKey(path) || after.containsKey(path);
    }

    /** What makes the one the other, for {@link TreeWriter}. */
    NavigableMap<String, Optional<Item>> edits() {
        NavigableMap<String, Optional<Item>> edits = new TreeMap<>();
        before.keySet().forEach(path -> edits.put(path, Optional.empty()));
        after.forEach((path, item) -> edits.put(path, Optional.of(item)));
        return edits;
    }

    boolean isEmpty() {
        return before.isEmpty() && after.isEmpty();
    }

    TreeSides select(Predicate<String> wanted) {
        TreeSides sides = new TreeSides(new TreeMap<>(before), new TreeMap<>(after));
        sides.before.keySet().removeIf(path -> !wanted.test(path));
        sides.after.keySet().removeIf(path -> !wanted.test(path));
        return sides;
    }
}
