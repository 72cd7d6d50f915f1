package dev.shadow.core.git;

import dev.shadow.core.ignore.IgnoreRules;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Work on a tree through its store. The files that git would look at are all but {@code .git}, what is ignored and not
 * tracked, and repositories inside. Thread-safe.
 */
final class StoreTrees implements TreeWork {
    private final GitDirectory git;
    private final FileStore store;

    StoreTrees(GitDirectory git, FileStore store) {
        this.git = git;
        this.store = store;
    }

    /** JGit trusts no file that is newer than its lock of the index, so in an empty tree the lock comes last. */
    @Override
    public void checkout(Optional<ObjectId> from, ObjectId target, RepositoryClone.Progress progress, Deadline deadline)
            throws IOException, InterruptedException {
        Checkout checkout = new Checkout(git.repository(), store, deadline, progress);
        if (from.isEmpty()) {
            List<DirCacheEntry> entries = checkout.to(target, new TreeMap<>());
            try (GitIndex.Held held = git.index().hold(deadline)) {
                held.replace(entries);
            }
            return;
        }
        try (GitIndex.Held held = git.index().hold(deadline)) {
            held.replace(checkout.to(target, held.view().byPath()));
        }
    }

    @Override
    public WorkChanges changes(IndexView index, Deadline deadline) throws IOException, InterruptedException {
        Scan scan = new Scan(index, deadline);
        scan.walk(WorkspacePath.ROOT, "", IgnoreRules.above(store, WorkspacePath.ROOT), false);
        scan.addMissing();
        return scan.changes;
    }

    /** Not thread-safe. */
    private final class Scan {
        private final WorkChanges changes = new WorkChanges();
        private final BitSet seen = new BitSet();
        private final IndexView index;
        private final Deadline deadline;

        Scan(IndexView index, Deadline deadline) {
            this.index = index;
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
            int position = index.position(path);
            if (entry.type() != FileType.DIRECTORY) {
                int mode = modeOf(entry);
                if (mode != 0 && position >= 0) {
                    seen.set(position);
                    compare(path, index.entry(position), entry, mode);
                } else if (mode != 0 && !trackedOnly && !rules.isIgnored(path, false)) {
                    changes.present().put(path, WorkChanges.Found.other(mode));
                }
                return;
            }
            if (position >= 0 && index.gitlinks().get(position)) { // a submodule, checked out or not
                seen.set(position);
                return;
            }
            boolean skip = trackedOnly || rules.isIgnored(path, true);
            boolean hasTracked = index.hasBeneath(path);
            if (!skip || hasTracked) {
                WorkspacePath child = parent.child(entry.name());
                if (!hasTracked && isRepository(child)) {
                    changes.repositories().add(path);
                } else {
                    walk(child, path + "/", rules, skip);
                }
            }
        }

        private void compare(String path, DirCacheEntry known, FileEntry file, int mode) {
            if (IndexView.isHidden(known)) {
                return;
            }
            if (!index.vouchesFor(known, file, mode)) {
                changes.present().put(path, WorkChanges.Found.unread(mode));
            } else if (known.getRawMode() != mode) {
                changes.present().put(path, new WorkChanges.Found(mode, true, Optional.of(known.getObjectId())));
            }
        }

        void addMissing() {
            for (int i = seen.nextClearBit(0); i < index.size(); i = seen.nextClearBit(i + 1)) {
                if (index.isFirst(i) && !IndexView.isHidden(index.entry(i))) {
                    changes.missing().add(IndexEntries.path(index.entry(i)));
                }
            }
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
