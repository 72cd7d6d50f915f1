package dev.shadow.core.search;

import dev.shadow.core.ignore.IgnoreRules;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Goes through a directory as list and search see it: depth first, without {@code .git}, without following links, with or
 * without what is hidden and ignored. The directory that it begins at is asked for by name, so it may itself be hidden or
 * ignored.
 *
 * <p>Thread-safe.
 */
public final class TreeWalk {
    private static final Comparator<FileEntry> BY_PATH = Comparator.comparing(TreeWalk::asPartOfPath);

    private final FileStore store;
    private final int depth;
    private final boolean includeHidden;
    private final boolean includeIgnored;
    private final boolean byPath;

    private TreeWalk(FileStore store, int depth, boolean includeHidden, boolean includeIgnored, boolean byPath) {
        this.store = store;
        this.depth = depth;
        this.includeHidden = includeHidden;
        this.includeIgnored = includeIgnored;
        this.byPath = byPath;
    }

    /**
     * A walk of any depth without hidden and ignored names.
     *
     * @param store the files
     * @return the walk
     */
    public static TreeWalk of(FileStore store) {
        return new TreeWalk(store, Integer.MAX_VALUE, false, false, false);
    }

    /**
     * A copy of another depth.
     *
     * @param levels 1 for the directory's own entries
     * @return the copy
     */
    public TreeWalk depth(int levels) {
        return new TreeWalk(store, levels, includeHidden, includeIgnored, byPath);
    }

    /**
     * A copy with or without names that begin with a dot.
     *
     * @param include whether they are seen
     * @return the copy
     */
    public TreeWalk includeHidden(boolean include) {
        return new TreeWalk(store, depth, include, includeIgnored, byPath);
    }

    /**
     * A copy with or without what git ignores.
     *
     * @param include whether it is seen
     * @return the copy
     */
    public TreeWalk includeIgnored(boolean include) {
        return new TreeWalk(store, depth, includeHidden, include, byPath);
    }

    /**
     * A copy in which files come in the order of their whole paths, and not of the names in each directory.
     *
     * @return the copy
     */
    public TreeWalk byPath() {
        return new TreeWalk(store, depth, includeHidden, includeIgnored, true);
    }

    /** What is done with each entry, directories before what is in them. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Sees an entry.
         *
         * @param path beneath the path that the walk was given
         * @param entry what is there
         * @return whether to go on
         * @throws IOException when the walk shall fail
         * @throws InterruptedException when the thread is interrupted
         */
        boolean visit(WorkspacePath path, FileEntry entry) throws IOException, InterruptedException;
    }

    /**
     * Walks a directory. Directories beneath it that vanish or may not be read are passed over.
     *
     * @param start the directory, or a link to it
     * @param deadline until when
     * @param visitor sees the entries
     * @return whether the visitor saw the end
     * @throws IOException when the directory is not there or none, and what the visitor throws
     * @throws InterruptedException when the thread is interrupted
     */
    public boolean directory(WorkspacePath start, Deadline deadline, Visitor visitor)
            throws IOException, InterruptedException {
        WorkspacePath real = store.resolve(start);
        if (isOfGit(real)) {
            return true;
        }
        IgnoreRules above = includeIgnored ? IgnoreRules.NONE : IgnoreRules.above(store, real);
        Deque<Level> levels = new ArrayDeque<>();
        levels.push(level(start, real, above, store.list(real)));
        while (!levels.isEmpty()) {
            deadline.check();
            Level level = levels.peek();
            if (!level.rest().hasNext()) {
                levels.pop();
                continue;
            }
            FileEntry entry = level.rest().next();
            if (!isSeen(level, entry)) {
                continue;
            }
            if (!visitor.visit(level.shown().child(entry.name()), entry)) {
                return false;
            }
            if (entry.type() == FileType.DIRECTORY && levels.size() < depth) {
                descend(levels, level, entry);
            }
        }
        return true;
    }

    /** Whether a path is {@code .git} or beneath it. */
    static boolean isOfGit(WorkspacePath path) {
        return path.names().stream().anyMatch(TreeWalk::isGit);
    }

    private static boolean isGit(String name) {
        return name.equalsIgnoreCase(".git");
    }

    private record Level(WorkspacePath shown, WorkspacePath real, IgnoreRules rules, Iterator<FileEntry> rest) {}

    private Level level(WorkspacePath shown, WorkspacePath real, IgnoreRules above, List<FileEntry> entries)
            throws IOException {
        IgnoreRules rules = includeIgnored ? above : above.with(store, real, entries);
        List<FileEntry> sorted = byPath ? entries.stream().sorted(BY_PATH).toList() : entries;
        return new Level(shown, real, rules, sorted.iterator());
    }

    private void descend(Deque<Level> levels, Level above, FileEntry entry) throws IOException {
        WorkspacePath real = above.real().child(entry.name());
        try {
            levels.push(level(above.shown().child(entry.name()), real, above.rules(), store.list(real)));
        } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
            // Others work in the same tree: it was there when its parent was listed.
        }
    }

    private boolean isSeen(Level level, FileEntry entry) {
        String name = entry.name();
        if (isGit(name) || (!includeHidden && name.startsWith("."))) {
            return false;
        }
        return includeIgnored
                || !level.rules().isIgnored(level.real().child(name).toString(), entry.type() == FileType.DIRECTORY);
    }

    private static String asPartOfPath(FileEntry entry) {
        return entry.type() == FileType.DIRECTORY ? entry.name() + "/" : entry.name();
    }
}
