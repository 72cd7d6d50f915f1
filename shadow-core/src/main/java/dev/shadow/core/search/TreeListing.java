package dev.shadow.core.search;

import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.OpenDirectory.Member;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileStat;
import dev.shadow.file.ListOrder;
import dev.shadow.file.ListRequest;
import dev.shadow.file.Listing;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** Lists a directory as search sees it. Thread-safe. */
public final class TreeListing {
    private static final int ENTRIES_OF_PIECE = 256;

    private TreeListing() {}

    /**
     * Lists a directory.
     *
     * @param store the files
     * @param request what to list
     * @param deadline until when
     * @return its entries in the order that is asked for
     * @throws IOException when the directory is not there or none
     * @throws InterruptedException when the thread is interrupted
     */
    public static Listing list(FileStore store, ListRequest request, Deadline deadline)
            throws IOException, InterruptedException {
        WorkspacePath start = WorkspacePath.parse(request.path());
        TreeWalk walk = new TreeWalk(
                store,
                request.depth(),
                request.includeHidden(),
                request.includeIgnored(),
                WalkOrder.BY_NAME,
                ENTRIES_OF_PIECE);
        SearchClock clock = new SearchClock(deadline);
        if (request.order() == ListOrder.PATH) {
            Kept<FileStat> entries = new Kept<>(request.limit(), Long.MAX_VALUE, entry -> 0);
            walk.directory(start, clock, entries::wants, () -> piece -> entries.addAll(piece.key(), stats(piece)));
            return new Listing(entries.all(), entries.isTruncated());
        }
        BestEntries best = new BestEntries(request.order(), request.limit());
        walk.directory(start, clock, key -> true, () -> piece -> best.addAll(stats(piece)));
        return best.listing();
    }

    private static List<FileStat> stats(Piece piece) throws IOException {
        List<FileStat> stats = new ArrayList<>(piece.size());
        for (int i = 0; i < piece.size(); i++) {
            addUnlessGone(stats, piece.path(i), piece.member(i));
        }
        return stats;
    }

    private static void addUnlessGone(List<FileStat> stats, String path, Member member) throws IOException {
        try {
            stats.add(stat(path, member.entry()));
        } catch (NoSuchFileException e) {
            return; // a link that vanished before its text was read
        }
    }

    /**
     * An entry as users see it.
     *
     * @param path where it is
     * @param entry what it is
     * @return the same with its path
     */
    public static FileStat stat(String path, FileEntry entry) {
        return new FileStat(
                path, entry.type(), entry.size(), entry.modified().toInstant(), entry.executable(), entry.linkTarget());
    }
}
