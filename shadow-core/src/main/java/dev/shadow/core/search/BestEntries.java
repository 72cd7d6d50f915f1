package dev.shadow.core.search;

import dev.shadow.file.FileStat;
import dev.shadow.file.ListOrder;
import dev.shadow.file.Listing;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The first so many of all entries in an order that only the whole walk can tell. Thread-safe. */
final class BestEntries {
    private static final Comparator<FileStat> NEWEST_FIRST =
            Comparator.comparing(FileStat::modified).reversed().thenComparing(FileStat::path);
    private static final Comparator<FileStat> LARGEST_FIRST =
            Comparator.comparingLong(FileStat::size).reversed().thenComparing(FileStat::path);

    private final Comparator<FileStat> order;
    private final int limit;
    private final PriorityQueue<FileStat> worstFirst; // guarded by this
    private boolean truncated; // guarded by this

    BestEntries(ListOrder order, int limit) {
        this.order = order == ListOrder.NEWEST_FIRST ? NEWEST_FIRST : LARGEST_FIRST;
        this.limit = limit;
        this.worstFirst = new PriorityQueue<>(this.order.reversed());
    }

    synchronized void addAll(List<FileStat> entries) {
        for (FileStat entry : entries) {
            worstFirst.add(entry);
            if (worstFirst.size() > limit) {
                worstFirst.remove();
                truncated = true;
            }
        }
    }

    synchronized Listing listing() {
        return new Listing(worstFirst.stream().sorted(order).toList(), truncated);
    }
}
