package dev.shadow.core.search;

import dev.shadow.core.store.FileStore;
import dev.shadow.search.FindRequest;
import dev.shadow.search.FindResult;
import dev.shadow.spi.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** One search for names. A link is found by its own name and not followed; directories are not found. Not thread-safe. */
final class FindSearch {
    private static final int FILES_OF_PIECE = 256;

    private final FileStore store;
    private final FindRequest request;
    private final SearchClock clock;
    private final ScopeFilter filter;

    FindSearch(FileStore store, FindRequest request, Deadline deadline) {
        this.store = store;
        this.request = request;
        this.clock = new SearchClock(deadline);
        this.filter = ScopeFilter.of(request.scope());
    }

    FindResult run() throws InterruptedException {
        return request.fuzzy() ? fuzzy() : glob();
    }

    private FindResult glob() throws InterruptedException {
        Glob glob = Glob.parse(request.query());
        Kept<String> paths = new Kept<>(request.limit(), Long.MAX_VALUE, path -> 0);
        boolean timedOut = files(paths::wants, piece -> {
            List<String> found = new ArrayList<>();
            for (int i = 0; i < piece.size(); i++) {
                String relative = piece.relative(i);
                if (glob.matches(relative) && filter.matches(relative)) {
                    found.add(piece.path(i));
                }
            }
            paths.addAll(piece.key(), found);
        });
        return new FindResult(paths.all(), paths.isTruncated(), timedOut);
    }

    private FindResult fuzzy() throws InterruptedException {
        FuzzyScore score = new FuzzyScore(request.query());
        BestPaths best = new BestPaths(request.limit());
        boolean timedOut = files(key -> true, piece -> {
            for (int i = 0; i < piece.size(); i++) {
                String relative = piece.relative(i);
                if (filter.matches(relative)) {
                    OptionalInt fit = score.of(relative);
                    if (fit.isPresent()) {
                        best.add(piece.path(i), fit.getAsInt());
                    }
                }
            }
        });
        return new FindResult(best.paths(), best.isTruncated(), timedOut);
    }

    @FunctionalInterface
    private interface Candidates {
        void see(Piece piece);
    }

    private boolean files(Predicate<String> wanted, Candidates candidates) throws InterruptedException {
        TreeWalk walk = new TreeWalk(
                store,
                Integer.MAX_VALUE,
                request.scope().includeHidden(),
                request.scope().includeIgnored(),
                WalkOrder.BY_PATH,
                FILES_OF_PIECE);
        return SearchRun.timesOut(filter.start(), () -> {
            walk.directory(filter.start(), clock, wanted, () -> piece -> {
                if (!piece.isDirectory()) {
                    candidates.see(piece);
                }
            });
            return walk;
        });
    }
}
