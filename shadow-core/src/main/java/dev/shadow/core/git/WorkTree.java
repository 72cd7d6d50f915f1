package dev.shadow.core.git;

import dev.shadow.core.ignore.IgnoreRules;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;

/**
 * The files that git would look at: all but {@code .git}, what is ignored and not tracked, and repositories inside. Thread-safe.
 */
final class WorkTree {
    private final FileStore store;

    WorkTree(FileStore store) {
        this.store = store;
    }

    /** One found name. A repository inside is one as a whole, with the mode of a gitlink. */
    record Found(FileEntry entry, int mode) {}

    /**
     * Walks the tree.
     *
     * @param tracked paths that are looked at even when they are ignored
     */
    NavigableMap<String, Found> scan(NavigableMap<String, DirCacheEntry> tracked, Deadline deadline)
            throws IOException, InterruptedException {
        Scan scan = new Scan(tracked, deadline);
        scan.walk(WorkspacePath.ROOT, "", IgnoreRules.above(store, WorkspacePath.ROOT), false);
        return scan.found;
    }

    /** Not thread-safe. */
    private final class Scan {
        private final NavigableMap<String, Found> found = new TreeMap<>();
        private final NavigableMap<String, DirCacheEntry> tracked;
        private final Deadline deadline;

        Scan(NavigableMap<String, DirCacheEntry> tracked, Deadline deadline) {
            this.tracked = tracked;
            this.deadline = deadline;
        }

        void walk(WorkspacePath directory, String prefix, IgnoreRules above, boolean trackedOnly)
                throws IOException, InterruptedException {
            deadline.check();
            List<FileEntry> entries;
            try {
                entries = store.list(directory);
            } catch (NoSuchFileException e) {
                return; // gone since its parent was listed
            }
            IgnoreRules rules = trackedOnly ? above : above.with(store, directory, entries);
            for (FileEntry entry : entries) {
                if (!entry.name().equalsIgnoreCase(Constants.DOT_GIT)) {
                    visit(directory, prefix + entry.name(), entry, rules, trackedOnly);
                }
            }
        }

        private void visit(WorkspacePath parent, String path, FileEntry entry, IgnoreRules rules, boolean trackedOnly)
                throws IOException, InterruptedException {
            boolean isDirectory = entry.type() == FileType.DIRECTORY;
            boolean skip = trackedOnly || rules.isIgnored(path, isDirectory);
            if (!isDirectory) {
                int mode = modeOf(entry);
                if (mode != 0 && (!skip || tracked.containsKey(path))) {
                    found.put(path, new Found(entry, mode));
                }
                return;
            }
            boolean hasTracked = hasTrackedBeneath(path);
            DirCacheEntry known = tracked.get(path);
            if (known != null && FileMode.GITLINK.equals(known.getRawMode())) { // a submodule, checked out or not
                found.put(path, new Found(entry, FileMode.GITLINK.getBits()));
            } else if (!skip || hasTracked) {
                WorkspacePath child = parent.child(entry.name());
                if (!hasTracked && isRepository(child)) {
                    found.put(path, new Found(entry, FileMode.GITLINK.getBits()));
                } else {
                    walk(child, path + "/", rules, skip);
                }
            }
        }

        private boolean hasTrackedBeneath(String directory) {
            String next = tracked.ceilingKey(directory + "/");
            return next != null && next.startsWith(directory + "/");
        }
    }

    private boolean isRepository(WorkspacePath directory) throws IOException {
        return store.stat(directory.child(Constants.DOT_GIT)).isPresent();
    }

    /** Zero for what git does not keep. */
    private static int modeOf(FileEntry entry) {
        return switch (entry.type()) {
            case FILE -> (entry.executable() ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE).getBits();
            case SYMBOLIC_LINK -> FileMode.SYMLINK.getBits();
            case DIRECTORY, OTHER -> 0;
        };
    }
}
