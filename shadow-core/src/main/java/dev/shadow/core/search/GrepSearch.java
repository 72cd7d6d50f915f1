package dev.shadow.core.search;

import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.OpenFile;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import dev.shadow.search.GrepMatch;
import dev.shadow.search.GrepRequest;
import dev.shadow.search.GrepResult;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.atomic.AtomicLong;

/** One search for text. Not thread-safe. */
final class GrepSearch {
    /** What all the text of a result may hold together, so that wide contexts do not fill the heap. */
    private static final long MOST_CHARACTERS = 4 << 20;

    private static final int FILES_OF_PIECE = 16;

    private final FileStore store;
    private final GrepRequest request;
    private final ScopeFilter filter;
    private final LineMatcher matcher;
    private final SearchClock clock;
    private final Kept<GrepMatch> matches;
    private final AtomicLong filesSearched = new AtomicLong();

    GrepSearch(FileStore store, GrepRequest request, Deadline deadline) {
        this.store = store;
        this.request = request;
        this.filter = ScopeFilter.of(request.scope());
        this.matcher = LineMatcher.of(request);
        this.clock = new SearchClock(deadline);
        this.matches = new Kept<>(request.limit(), MOST_CHARACTERS, GrepSearch::characters);
    }

    private static long characters(GrepMatch match) {
        long characters = (long) match.path().length() + match.text().length();
        for (String line : match.before()) {
            characters += line.length();
        }
        for (String line : match.after()) {
            characters += line.length();
        }
        return characters;
    }

    GrepResult run() throws InterruptedException {
        boolean timedOut = SearchRun.timesOut(filter.start(), this::search);
        return new GrepResult(matches.all(), filesSearched.get(), matches.isTruncated(), timedOut);
    }

    private GrepSearch search() throws IOException, InterruptedException {
        WorkspacePath start = store.resolve(filter.start());
        FileEntry entry = store.stat(start)
                .orElseThrow(() -> new NoSuchFileException(filter.start().toString()));
        if (entry.type() == FileType.DIRECTORY) {
            new TreeWalk(
                            store,
                            Integer.MAX_VALUE,
                            request.scope().includeHidden(),
                            request.scope().includeIgnored(),
                            WalkOrder.BY_PATH,
                            FILES_OF_PIECE)
                    .directory(filter.start(), clock, matches::wants, this::visitor);
        } else if (!TreeWalk.isOfGit(start) && filter.matches(filter.start().name())) {
            searchFile();
        }
        return this;
    }

    private FileGrep visitor() {
        return new FileGrep(request, filter, matcher, clock, matches, filesSearched);
    }

    private void searchFile() throws IOException, InterruptedException {
        clock.check();
        try (OpenFile file = store.open(filter.start());
                FileGrep grep = visitor()) {
            grep.search(filter.start().toString(), file.channel(), file.entry().size());
        }
    }
}
