package dev.shadow.core.search;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.OpenFile;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import dev.shadow.search.GrepRequest;
import dev.shadow.search.GrepResult;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** One search for text. Not thread-safe. */
final class GrepSearch {
    private static final List<ErrorCode> PASSED_OVER = List.of(ErrorCode.NOT_A_FILE, ErrorCode.PATH_ESCAPES);

    private final FileStore store;
    private final GrepRequest request;
    private final Deadline deadline;
    private final ScopeFilter filter;
    private final FileGrep grep;
    private long filesSearched;

    GrepSearch(FileStore store, GrepRequest request, Deadline deadline) {
        this.store = store;
        this.request = request;
        this.deadline = deadline;
        this.filter = ScopeFilter.of(request.scope());
        this.grep = new FileGrep(request, LineMatcher.of(request), deadline);
    }

    GrepResult run() throws InterruptedException {
        boolean timedOut = SearchRun.timesOut(filter.start(), this::search);
        return new GrepResult(grep.matches(), filesSearched, grep.isTruncated(), timedOut);
    }

    private boolean search() throws IOException, InterruptedException {
        WorkspacePath start = store.resolve(filter.start());
        FileEntry entry = store.stat(start)
                .orElseThrow(() -> new NoSuchFileException(filter.start().toString()));
        if (entry.type() == FileType.DIRECTORY) {
            return TreeWalk.of(store)
                    .includeHidden(request.scope().includeHidden())
                    .includeIgnored(request.scope().includeIgnored())
                    .byPath()
                    .directory(filter.start(), deadline, (path, each) -> {
                        if (each.type() == FileType.FILE && filter.matches(path)) {
                            searchOneOfMany(path);
                        }
                        return !grep.isTruncated();
                    });
        }
        if (!TreeWalk.isOfGit(start) && filter.matches(filter.start())) {
            searchFile(filter.start());
        }
        return true;
    }

    /** A file that vanished or may not be read does not spoil the search of the others. */
    private void searchOneOfMany(WorkspacePath path) throws IOException, InterruptedException {
        try {
            searchFile(path);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (FileSystemException e) {
            return;
        } catch (ShadowException e) {
            if (!PASSED_OVER.contains(e.code())) {
                throw e;
            }
        }
    }

    private void searchFile(WorkspacePath path) throws IOException, InterruptedException {
        deadline.check();
        try (OpenFile file = store.open(path)) {
            filesSearched++;
            LineSource source = new LineSource(file.channel());
            if (source.isBinary()) {
                return;
            }
            if (request.multiline()) {
                grep.searchWhole(path.toString(), source.whole());
            } else {
                grep.search(path.toString(), source);
            }
        }
    }
}
