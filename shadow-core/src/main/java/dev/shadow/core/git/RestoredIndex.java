package dev.shadow.core.git;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/**
 * The index after a restore: what HEAD has, so that what was undone shows as changes that are not staged, and what only the
 * checkpoint's index had as additions. Not thread-safe.
 */
final class RestoredIndex {
    private final Repository repository;
    private final ObjectReader reader;
    private final IndexView old;
    private final Map<String, DirCacheEntry> written;

    /**
     * Prepares.
     *
     * @param old the index so far, whose times and flags still hold for files that stayed
     * @param written the entries of the files that were written
     */
    RestoredIndex(Repository repository, ObjectReader reader, IndexView old, Map<String, DirCacheEntry> written) {
        this.repository = repository;
        this.reader = reader;
        this.old = old;
        this.written = written;
    }

    List<DirCacheEntry> entries(Optional<ObjectId> head, ObjectId files, ObjectId tracked) throws IOException {
        IndexView committed = new IndexView(ofTree(head), Instant.MIN);
        TreeSides others = TreeSides.between(repository, head, Optional.of(files));
        List<DirCacheEntry> entries = new ArrayList<>();
        for (int i = 0; i < committed.size(); i++) {
            DirCacheEntry entry = committed.entry(i);
            entries.add(others.has(IndexEntries.path(entry)) ? flagged(entry) : known(entry));
        }
        TreeSides.between(repository, head, Optional.of(tracked)).after().forEach((path, item) -> {
            Item now = others.before().containsKey(path) ? null : others.after().get(path);
            if (now != null && !hidesAnother(committed, path)) {
                entries.add(known(IndexEntries.bare(path, now)));
            }
        });
        return entries;
    }

    private DirCache ofTree(Optional<ObjectId> head) throws IOException {
        DirCache index = DirCache.newInCore();
        if (head.isPresent()) {
            DirCacheBuilder builder = index.builder();
            builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, Trees.treeOf(reader, head.get()));
            builder.finish();
        }
        return index;
    }

    /** An index cannot have a file and, under its name, a directory. */
    private static boolean hidesAnother(IndexView index, String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (index.find(path.substring(0, slash)) != null) {
                return true;
            }
        }
        return index.hasBeneath(path);
    }

    /** With the size and time of the file, which has this very content. */
    private DirCacheEntry known(DirCacheEntry entry) {
        String path = IndexEntries.path(entry);
        DirCacheEntry fresh = written.get(path);
        if (fresh != null) {
            return fresh;
        }
        DirCacheEntry before = old.find(path);
        return before != null && isSame(before, entry) ? before : flagged(entry);
    }

    private static boolean isSame(DirCacheEntry before, DirCacheEntry entry) {
        return before.getStage() == DirCacheEntry.STAGE_0
                && !before.isIntentToAdd()
                && before.getRawMode() == entry.getRawMode()
                && before.getObjectId().equals(entry.getObjectId());
    }

    private DirCacheEntry flagged(DirCacheEntry entry) {
        DirCacheEntry before = old.find(IndexEntries.path(entry));
        if (before == null || !IndexView.isHidden(before)) {
            return entry;
        }
        return before.getStage() == DirCacheEntry.STAGE_0 ? before : entry;
    }
}
