package dev.shadow.core.search;

import dev.shadow.core.store.OpenDirectory.Member;
import dev.shadow.file.FileType;
import dev.shadow.search.GrepMatch;
import dev.shadow.search.GrepRequest;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.FileSystemException;
import java.util.concurrent.atomic.AtomicLong;

/** Looks through files for one worker. Not thread-safe. */
final class FileGrep implements TreeWalk.Visitor {
    private final GrepRequest request;
    private final ScopeFilter filter;
    private final SearchClock clock;
    private final Kept<GrepMatch> matches;
    private final AtomicLong filesSearched;
    private final Needles needles;
    private final LineChunks chunks = new LineChunks();
    private final ChunkGrep grep;

    FileGrep(
            GrepRequest request,
            ScopeFilter filter,
            LineMatcher matcher,
            SearchClock clock,
            Kept<GrepMatch> matches,
            AtomicLong filesSearched) {
        this.request = request;
        this.filter = filter;
        this.clock = clock;
        this.matches = matches;
        this.filesSearched = filesSearched;
        this.needles = matcher.needles();
        this.grep = request.multiline()
                ? new WholeGrep(request, matcher, clock, matches, chunks)
                : new LineGrep(request, matcher, clock, matches, chunks);
    }

    @Override
    public void visit(Piece piece) throws IOException, InterruptedException {
        for (int i = 0; i < piece.size(); i++) {
            Member member = piece.member(i);
            if (member.type() == FileType.FILE && filter.matches(piece.relative(i))) {
                String path = piece.path(i);
                if (!matches.wants(path)) {
                    return;
                }
                searchOneOfMany(path, member);
            }
        }
    }

    /** A file that vanished or may not be read does not spoil the search of the others. */
    private void searchOneOfMany(String path, Member member) throws IOException, InterruptedException {
        try (ReadableByteChannel file = member.openFile()) {
            search(path, file, member.size());
        } catch (FileSystemException e) {
            PassedOver.requireOfOneFile(e);
        }
    }

    /** Size as far as it is known. */
    void search(String path, ReadableByteChannel file, long size) throws IOException, InterruptedException {
        filesSearched.incrementAndGet();
        chunks.begin(size);
        grep.begin(path);
        boolean wanted = true;
        while (wanted && (request.multiline() ? chunks.nextWhole(file) : chunks.next(file))) {
            clock.check();
            String text = chunks.text();
            if (chunks.isFirst() && mayBeFoundIn(text) && chunks.isBinary()) {
                return;
            }
            wanted = grep.search(text);
        }
        grep.end();
    }

    /** To look for a NUL in each file would take longer than to look for most texts. */
    private boolean mayBeFoundIn(String text) {
        return !chunks.isLast() || needles.isUnknown() || needles.in(text).next(0) < text.length();
    }

    @Override
    public void close() {
        chunks.close();
    }
}
