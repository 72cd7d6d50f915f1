package dev.shadow.core.file;

import dev.shadow.core.search.TreeWalk;
import dev.shadow.core.store.Failures;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileStat;
import dev.shadow.file.ListOrder;
import dev.shadow.file.ListRequest;
import dev.shadow.file.Listing;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Lists directories. Thread-safe. */
final class FileLister {
    private static final Comparator<FileStat> NEWEST_FIRST =
            Comparator.comparing(FileStat::modified).reversed().thenComparing(FileStat::path);
    private static final Comparator<FileStat> LARGEST_FIRST =
            Comparator.comparingLong(FileStat::size).reversed().thenComparing(FileStat::path);

    private final FileStore store;

    FileLister(FileStore store) {
        this.store = store;
    }

    Listing list(ListRequest request, Deadline deadline) throws InterruptedException {
        WorkspacePath path = WorkspacePath.parse(request.path());
        TreeWalk walk = TreeWalk.of(store)
                .depth(request.depth())
                .includeHidden(request.includeHidden())
                .includeIgnored(request.includeIgnored());
        return Failures.translate(
                path,
                () -> request.order() == ListOrder.PATH
                        ? first(walk, path, request.limit(), deadline)
                        : best(walk, path, request, deadline));
    }

    private static Listing first(TreeWalk walk, WorkspacePath path, int limit, Deadline deadline)
            throws IOException, InterruptedException {
        List<FileStat> entries = new ArrayList<>();
        boolean whole = walk.directory(path, deadline, (entryPath, entry) -> {
            boolean fits = entries.size() < limit;
            if (fits) {
                entries.add(FileEngine.toStat(entryPath, entry));
            }
            return fits;
        });
        return new Listing(entries, !whole);
    }

    /** Sees all entries and keeps no more than the limit. */
    private static Listing best(TreeWalk walk, WorkspacePath path, ListRequest request, Deadline deadline)
            throws IOException, InterruptedException {
        Comparator<FileStat> order = request.order() == ListOrder.NEWEST_FIRST ? NEWEST_FIRST : LARGEST_FIRST;
        PriorityQueue<FileStat> worstFirst = new PriorityQueue<>(order.reversed());
        boolean[] truncated = {false};
        walk.directory(path, deadline, (entryPath, entry) -> {
            worstFirst.add(FileEngine.toStat(entryPath, entry));
            if (worstFirst.size() > request.limit()) {
                worstFirst.remove();
                truncated[0] = true;
            }
            return true;
        });
        return new Listing(worstFirst.stream().sorted(order).toList(), truncated[0]);
    }
}
