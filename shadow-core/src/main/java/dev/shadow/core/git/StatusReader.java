package dev.shadow.core.git;

import dev.shadow.core.store.FileStore;
import dev.shadow.git.ChangeKind;
import dev.shadow.git.GitStatus;
import dev.shadow.git.StatusEntry;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** Compares the last commit, the index and the work tree. Thread-safe. */
final class StatusReader {
    static final int MOST_ENTRIES = 10_000;

    private final GitDirectory git;
    private final FileStore store;

    StatusReader(GitDirectory git, FileStore store) {
        this.git = git;
        this.store = store;
    }

    GitStatus read(Deadline deadline) throws IOException, InterruptedException {
        Repository repository = git.repository();
        GitIndex.State state = git.index().read();
        IndexView index = new IndexView(state);
        NavigableMap<String, Change> changes = new TreeMap<>();
        addStaged(changes, Trees.ofHead(repository), Trees.ofIndex(state.entries()), deadline);
        addUnstaged(changes, index, deadline);
        index.conflicts()
                .forEach(path ->
                        changes.put(path, new Change(Optional.empty(), ChangeKind.CONFLICTED, ChangeKind.CONFLICTED)));
        List<StatusEntry> entries = new ArrayList<>();
        changes.forEach((path, change) -> {
            if (entries.size() < MOST_ENTRIES) {
                entries.add(new StatusEntry(path, change.oldPath, change.staged, change.unstaged));
            }
        });
        return new GitStatus(
                Refs.currentBranch(repository),
                Trees.head(repository).map(id -> id.name()),
                entries,
                changes.size() > MOST_ENTRIES);
    }

    private record Change(Optional<String> oldPath, ChangeKind staged, ChangeKind unstaged) {}

    private void addStaged(
            Map<String, Change> changes,
            NavigableMap<String, Item> head,
            NavigableMap<String, Item> index,
            Deadline deadline)
            throws IOException, InterruptedException {
        try (TreeDiff diff = TreeDiff.stored(git.repository(), deadline)) {
            for (TreeChange change : diff.changes(head, index)) {
                changes.put(change.path(), new Change(change.oldPath(), change.kind(), ChangeKind.UNCHANGED));
            }
        }
    }

    private void addUnstaged(Map<String, Change> changes, IndexView index, Deadline deadline)
            throws IOException, InterruptedException {
        NavigableMap<String, WorkTree.Found> found = new WorkTree(store).scan(index.entries(), deadline);
        WorkView view;
        try (Blobs blobs = Blobs.hashing(store)) {
            view = WorkView.of(found, index, blobs, index.entries()::containsKey, deadline);
        }
        for (Map.Entry<String, DirCacheEntry> known : index.entries().entrySet()) {
            ChangeKind kind = compare(known.getValue(), view.kept().get(known.getKey()));
            if (kind != ChangeKind.UNCHANGED) {
                merge(changes, known.getKey(), kind);
            }
        }
        for (String path : found.keySet()) {
            if (!index.entries().containsKey(path)) {
                merge(changes, path, ChangeKind.UNTRACKED);
            }
        }
    }

    private static void merge(Map<String, Change> changes, String path, ChangeKind unstaged) {
        Change staged =
                changes.getOrDefault(path, new Change(Optional.empty(), ChangeKind.UNCHANGED, ChangeKind.UNCHANGED));
        changes.put(path, new Change(staged.oldPath, staged.staged, unstaged));
    }

    private static ChangeKind compare(DirCacheEntry known, WorkView.@Nullable Kept now) {
        if (now == null) {
            return ChangeKind.DELETED;
        }
        if (known.isIntentToAdd()) {
            return ChangeKind.ADDED;
        }
        return TreeChange.kindOf(new Item(known.getRawMode(), known.getObjectId()), now.item());
    }
}
