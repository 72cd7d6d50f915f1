package dev.shadow.core.git;

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
import org.eclipse.jgit.lib.ObjectId;

/**
 * What a tree would have where the work tree is not as its index, if it were committed. Not thread-safe.
 *
 * @param kept what was read, some of it as in the index after all
 * @param missing paths of the index without a file
 */
record WorkView(NavigableMap<String, Kept> kept, NavigableSet<String> missing) {
    /**
     * One path.
     *
     * @param item what a tree would have
     * @param blob how it was read; absent when that was not necessary
     */
    record Kept(Item item, Optional<Blobs.Blob> blob) {}

    /**
     * Reads the files that may be other than in the index.
     *
     * @param wanted paths to look at
     */
    static WorkView of(WorkChanges changes, Blobs blobs, Predicate<String> wanted, Deadline deadline)
            throws IOException, InterruptedException {
        NavigableMap<String, Kept> kept = new TreeMap<>();
        NavigableSet<String> missing = new TreeSet<>(changes.missing());
        missing.removeIf(path -> !wanted.test(path));
        for (Map.Entry<String, WorkChanges.Found> one : changes.present().entrySet()) {
            if (wanted.test(one.getKey())) {
                deadline.check();
                try {
                    kept.put(one.getKey(), read(one.getKey(), one.getValue(), blobs));
                } catch (NoSuchFileException e) {
                    missing.add(one.getKey()); // gone since it was found
                }
            }
        }
        return new WorkView(kept, missing);
    }

    private static Kept read(String path, WorkChanges.Found found, Blobs blobs) throws IOException {
        Optional<ObjectId> content = found.content();
        if (content.isPresent()) {
            return new Kept(new Item(found.mode(), content.get()), Optional.empty());
        }
        Blobs.Blob blob = blobs.read(path, found.mode());
        return new Kept(blob.item(), Optional.of(blob));
    }
}
