package dev.shadow.core.git;

import dev.shadow.core.store.FileStore;
import dev.shadow.git.ChangeKind;
import dev.shadow.git.GitStatus;
import dev.shadow.git.StatusEntry;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** Compares the last commit, the index and the work tree. Thread-safe. */
final class StatusReader {
    static final int MOST_ENTRIES = 10_000;

    private final GitDirectory git;
    private final FileStore store;
    private final TreeWork trees;

    StatusReader(GitDirectory git, FileStore store, TreeWork trees) {
        this.git = git;
        this.store = store;
        this.trees = trees;
    }

    GitStatus read(Deadline deadline) throws IOException, InterruptedException {
        Repository repository = git.repository();
        Optional<ObjectId> head = Trees.head(repository);
        IndexView index = git.index().read();
        NavigableMap<String, Change> changes = new TreeMap<>();
        addStaged(changes, TreeSides.between(repository, head, index), deadline);
        addUnstaged(changes, index, deadline);
        NavigableMap<String, StatusEntry> all = new TreeMap<>();
        changes.forEach(
                (path, change) -> all.put(path, new StatusEntry(path, change.oldPath, change.staged, change.unstaged)));
        index.conflicts().forEach((path, conflict) -> all.put(path, StatusEntry.conflicted(path, conflict)));
        List<StatusEntry> entries = all.values().stream().limit(MOST_ENTRIES).toList();
        return new GitStatus(
                Refs.currentBranch(repository), head.map(ObjectId::name), entries, all.size() > MOST_ENTRIES);
    }

    private record Change(Optional<String> oldPath, ChangeKind staged, ChangeKind unstaged) {}

    private void addStaged(Map<String, Change> changes, TreeSides staged, Deadline deadline)
            throws IOException, InterruptedException {
        try (TreeDiff diff = TreeDiff.stored(git.repository(), deadline)) {
            for (TreeChange change : diff.changes(staged.before(), staged.after())) {
                changes.put(change.path(), new Change(change.oldPath(), change.kind(), ChangeKind.UNCHANGED));
            }
        }
    }

    private void addUnstaged(Map<String, Change> changes, IndexView index, Deadline deadline)
            throws IOException, InterruptedException {
        WorkChanges work = trees.changes(index, deadline);
        try (Blobs blobs = Blobs.hashing(store)) {
            for (Map.Entry<String, WorkChanges.Found> one : work.present().entrySet()) {
                deadline.check();
                ChangeKind kind = kindOf(one.getKey(), one.getValue(), index, blobs);
                if (kind != ChangeKind.UNCHANGED) {
                    merge(changes, one.getKey(), kind);
                }
            }
        }
        work.missing().forEach(path -> merge(changes, path, ChangeKind.DELETED));
        addMoved(changes, work, index, deadline);
        work.repositories().forEach(path -> merge(changes, path, ChangeKind.UNTRACKED));
    }

    /** A file that git was only told of, by {@code git add -N}, may be one that is missing elsewhere. */
    private void addMoved(Map<String, Change> changes, WorkChanges work, IndexView index, Deadline deadline)
            throws IOException, InterruptedException {
        Set<String> news = new HashSet<>(work.present().keySet());
        news.removeIf(path -> {
            DirCacheEntry known = index.find(path);
            return known == null || !known.isIntentToAdd();
        });
        if (news.isEmpty() || work.missing().isEmpty()) {
            return;
        }
        OverlayReader reader = new OverlayReader(git.repository().newObjectReader(), store);
        try (TreeDiff diff = new TreeDiff(git.repository(), reader, deadline);
                Blobs blobs = Blobs.hashing(store)) {
            WorkView view = WorkView.of(
                    work, blobs, path -> news.contains(path) || work.missing().contains(path), deadline);
            reader.add(view);
            TreeSides sides = new TreeSides().overlaid(view, index);
            for (TreeChange change : diff.changes(sides.before(), sides.after())) {
                change.oldPath().ifPresent(old -> move(changes, old, change.path()));
            }
        }
    }

    private static void move(Map<String, Change> changes, String from, String to) {
        Change gone = Objects.requireNonNull(changes.get(from));
        if (gone.staged == ChangeKind.UNCHANGED) {
            changes.remove(from);
        } else {
            changes.put(from, new Change(gone.oldPath, gone.staged, ChangeKind.UNCHANGED));
        }
        Change come = Objects.requireNonNull(changes.get(to));
        changes.put(to, new Change(Optional.of(from), come.staged, ChangeKind.RENAMED));
    }

    private static ChangeKind kindOf(String path, WorkChanges.Found found, IndexView index, Blobs blobs)
            throws IOException {
        DirCacheEntry known = index.find(path);
        if (known == null) {
            return ChangeKind.UNTRACKED;
        }
        if (known.isIntentToAdd()) {
            return ChangeKind.ADDED;
        }
        Item before = new Item(known.getRawMode(), known.getObjectId());
        if (found.differs()) {
            return before.sameTypeAs(new Item(found.mode(), before.id()))
                    ? ChangeKind.MODIFIED
                    : ChangeKind.TYPE_CHANGED;
        }
        try {
            return TreeChange.kindOf(before, blobs.read(path, found.mode()).item());
        } catch (NoSuchFileException e) {
            return ChangeKind.DELETED; // gone since it was found
        }
    }

    private static void merge(Map<String, Change> changes, String path, ChangeKind unstaged) {
        Change staged =
                changes.getOrDefault(path, new Change(Optional.empty(), ChangeKind.UNCHANGED, ChangeKind.UNCHANGED));
        changes.put(path, new Change(staged.oldPath, staged.staged, unstaged));
    }
}
