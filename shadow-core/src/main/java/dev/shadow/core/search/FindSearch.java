package dev.shadow.core.search;

import dev.shadow.core.store.FileStore;
import dev.shadow.file.FileType;
import dev.shadow.search.FindRequest;
import dev.shadow.search.FindResult;
import dev.shadow.spi.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** One search for names. Not thread-safe. */
final class FindSearch {
    private final FileStore store;
    private final FindRequest request;
    private final Deadline deadline;
    private final ScopeFilter filter;

    FindSearch(FileStore store, FindRequest request, Deadline deadline) {
        this.store = store;
        this.request = request;
        this.deadline = deadline;
        this.filter = ScopeFilter.of(request.scope());
    }

    FindResult run() throws InterruptedException {
        return request.fuzzy() ? fuzzy() : glob();
    }

    private FindResult glob() throws InterruptedException {
        Glob glob = Glob.parse(request.query());
        List<String> paths = new ArrayList<>();
        boolean[] truncated = {false};
        boolean timedOut = files((relative, path) -> {
            if (glob.matches(relative)) {
                truncated[0] = paths.size() == request.limit();
                if (!truncated[0]) {
                    paths.add(path);
                }
            }
            return !truncated[0];
        });
        return new FindResult(paths, truncated[0], timedOut);
    }

    private FindResult fuzzy() throws InterruptedException {
        FuzzyScore score = new FuzzyScore(request.query());
        BestPaths best = new BestPaths(request.limit());
        boolean timedOut = files((relative, path) -> {
            OptionalInt fit = score.of(String.join("/", relative));
            if (fit.isPresent()) {
                best.add(path, fit.getAsInt());
            }
            return true;
        });
        return new FindResult(best.paths(), best.isTruncated(), timedOut);
    }

    @FunctionalInterface
    private interface Candidates {
        boolean see(List<String> relative, String path);
    }

    /** Everything but directories: a link is found by its own name and not followed. */
    private boolean files(Candidates candidates) throws InterruptedException {
        TreeWalk walk = TreeWalk.of(store)
                .includeHidden(request.scope().includeHidden())
                .includeIgnored(request.scope().includeIgnored())
                .byPath();
        return SearchRun.timesOut(
                filter.start(),
                () -> walk.directory(filter.start(), deadline, (path, entry) -> {
                    if (entry.type() == FileType.DIRECTORY || !filter.matches(path)) {
                        return true;
                    }
                    return candidates.see(filter.relative(path), path.toString());
                }));
    }
}
