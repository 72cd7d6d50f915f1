package dev.shadow.core.git;

import dev.shadow.core.store.FileStore;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Brings a work tree from one commit to another. Not thread-safe. */
final class Checkout {
    private final Repository repository;
    private final FileStore store;
    private final Deadline deadline;
    private final RepositoryClone.Progress progress;
    private final List<DirCacheEntry> entries = new ArrayList<>();

    Checkout(Repository repository, FileStore store, Deadline deadline, RepositoryClone.Progress progress) {
        this.repository = repository;
        this.store = store;
        this.deadline = deadline;
        this.progress = progress;
    }

    /**
     * Writes what differs.
     *
     * @param before what is there and unchanged, with its entries of the index
     * @return the entries of the new index
     */
    List<DirCacheEntry> to(AnyObjectId commit, NavigableMap<String, DirCacheEntry> before)
            throws IOException, InterruptedException {
        NavigableMap<String, Item> target = Trees.ofCommit(repository, commit);
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk tree = new TreeWalk(reader)) {
            TreeFiles files = new TreeFiles(store, reader);
            for (Map.Entry<String, DirCacheEntry> old : before.entrySet()) {
                if (!target.containsKey(old.getKey()) && !IndexView.isHidden(old.getValue())) {
                    files.remove(old.getKey());
                }
            }
            tree.addTree(Trees.treeOf(reader, commit));
            tree.setRecursive(true);
            for (int done = 0; tree.next(); done++) {
                deadline.check();
                write(files, tree, before);
                if (done % 100 == 0) {
                    progress.report((double) done / target.size(), "Writing files");
                }
            }
        }
        return entries;
    }

    private void write(TreeFiles files, TreeWalk tree, Map<String, DirCacheEntry> before) throws IOException {
        byte[] raw = tree.getRawPath();
        String path = tree.getPathString();
        TreeFiles.requireSafe(raw, path);
        Item item = new Item(tree.getRawMode(0), tree.getObjectId(0));
        DirCacheEntry old = before.get(path);
        if (old != null && new Item(old.getRawMode(), old.getObjectId()).equals(item)) {
            entries.add(old);
        } else if (!Arrays.equals(raw, path.getBytes(StandardCharsets.UTF_8))) {
            entries.add(unwritten(raw, item));
        } else {
            entries.add(files.write(path, item, old != null));
        }
    }

    /** A name that is no text: no file is made of it, and git is told not to miss it. */
    private static DirCacheEntry unwritten(byte[] raw, Item item) {
        DirCacheEntry entry = new DirCacheEntry(raw);
        entry.setFileMode(item.fileMode());
        entry.setObjectId(item.id());
        entry.setAssumeValid(true);
        return entry;
    }
}
