package dev.shadow.core.search;

import dev.shadow.search.GrepMatch;
import dev.shadow.search.GrepRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Looks for matches that may reach over lines; each line is in one of them at most. Not thread-safe. */
final class WholeGrep implements ChunkGrep {
    private final GrepRequest request;
    private final Needles needles;
    private final LineMatcher.Finder finder;
    private final Kept<GrepMatch> matches;
    private final LineChunks chunks;
    private String path = "";

    WholeGrep(GrepRequest request, LineMatcher matcher, SearchClock clock, Kept<GrepMatch> matches, LineChunks chunks) {
        this.request = request;
        this.needles = matcher.needles();
        this.finder = matcher.finder(clock);
        this.matches = matches;
        this.chunks = chunks;
    }

    @Override
    public void begin(String file) {
        path = file;
    }

    @Override
    public boolean search(String bytes) {
        if (!needles.isUnknown() && needles.in(bytes).next(0) == bytes.length()) {
            return false;
        }
        String text = chunks.decoded(0, bytes.length());
        long line = 1;
        int counted = 0;
        int found = 0;
        int at = 0;
        while (at <= text.length() && found < request.limitPerFile() && finder.findFrom(text, at)) {
            int start = finder.start();
            int from = text.lastIndexOf('\n', start - 1) + 1;
            int to = lineEnd(text, Math.max(start, finder.end() - 1));
            line += text.substring(counted, from).chars().filter(c -> c == '\n').count();
            counted = from;
            String shown = Lines.cut(Lines.withoutReturns(text.substring(from, to)));
            found++;
            if (!matches.add(
                    path, new GrepMatch(path, line, start - from + 1, shown, before(text, from), after(text, to)))) {
                return false;
            }
            at = to + 1;
        }
        return false;
    }

    @Override
    public void end() {}

    private static int lineEnd(String text, int from) {
        int feed = text.indexOf('\n', from);
        return feed < 0 ? text.length() : feed;
    }

    private List<String> before(String text, int lineFrom) {
        Deque<String> lines = new ArrayDeque<>();
        int to = lineFrom - 1;
        while (to >= 0 && lines.size() < request.contextBefore()) {
            int from = text.lastIndexOf('\n', to - 1) + 1;
            lines.addFirst(Lines.cut(Lines.withoutReturns(text.substring(from, to))));
            to = from - 1;
        }
        return List.copyOf(lines);
    }

    private List<String> after(String text, int lineTo) {
        List<String> lines = new ArrayList<>();
        int from = lineTo + 1;
        while (from < text.length() && lines.size() < request.contextAfter()) {
            int to = lineEnd(text, from);
            lines.add(Lines.cut(Lines.withoutReturns(text.substring(from, to))));
            from = to + 1;
        }
        return lines;
    }
}
