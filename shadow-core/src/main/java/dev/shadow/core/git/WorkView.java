package dev.shadow.core.git;

import dev.shadow.core.store.FileEntry;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;

/** What a tree would have if the work tree were committed. Not thread-safe. */
final class WorkView {
    private final NavigableMap<String, Kept> kept = new TreeMap<>();
    private final NavigableSet<String> repositories = new TreeSet<>();

    private WorkView() {}

    /**
     * One path.
     *
     * @param item what a tree would have
     * @param blob how it was read; absent when the index or the user vouched for it
     * @param entry the file; absent when it was not looked at
     */
    record Kept(Item item, Optional<Blobs.Blob> blob, Optional<FileEntry> entry) {}

    /**
     * Reads what the index does not vouch for.
     *
     * @param wanted paths to look at
     */
    static WorkView of(
            NavigableMap<String, WorkTree.Found> found,
            IndexView index,
            Blobs blobs,
            Predicate<String> wanted,
            Deadline deadline)
            throws IOException, InterruptedException {
        WorkView view = new WorkView();
        for (Map.Entry<String, DirCacheEntry> known : index.entries().entrySet()) {
            if (wanted.test(known.getKey()) && IndexView.isHidden(known.getValue())) {
                view.kept.put(known.getKey(), vouched(known.getValue(), Optional.empty()));
            }
        }
        for (Map.Entry<String, WorkTree.Found> one : found.entrySet()) {
            if (wanted.test(one.getKey()) && !view.kept.containsKey(one.getKey())) {
                deadline.check();
                view.add(one.getKey(), one.getValue(), index, blobs);
            }
        }
        return view;
    }

    private static Kept vouched(DirCacheEntry known, Optional<FileEntry> entry) {
        return new Kept(new Item(known.getRawMode(), known.getObjectId()), Optional.empty(), entry);
    }

    private void add(String path, WorkTree.Found found, IndexView index, Blobs blobs) throws IOException {
        DirCacheEntry known = index.entries().get(path);
        boolean gitlink = FileMode.GITLINK.equals(found.mode());
        if (gitlink) {
            if (known == null) {
                repositories.add(path);
            } else {
                kept.put(path, vouched(known, Optional.empty()));
            }
        } else if (known != null && index.isKnown(known, found)) {
            Item item = new Item(found.mode(), known.getObjectId());
            kept.put(path, new Kept(item, Optional.empty(), Optional.of(found.entry())));
        } else {
            try {
                Blobs.Blob blob = blobs.read(path, found);
                kept.put(path, new Kept(blob.item(), Optional.of(blob), Optional.of(blob.entry())));
            } catch (NoSuchFileException e) {
                // gone since its directory was listed, which is as good as never there
            }
        }
    }

    NavigableMap<String, Kept> kept() {
        return kept;
    }

    /** Repositories of their own inside the work tree, which no commit takes in. */
    NavigableSet<String> repositories() {
        return repositories;
    }

    NavigableMap<String, Item> items() {
        NavigableMap<String, Item> items = new TreeMap<>();
        kept.forEach((path, one) -> items.put(path, one.item()));
        return items;
    }
}
