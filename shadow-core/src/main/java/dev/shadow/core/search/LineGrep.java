package dev.shadow.core.search;

import dev.shadow.search.GrepMatch;
import dev.shadow.search.GrepRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Looks for a pattern in each line of a file. Only lines that may match are looked at, and only those that are shown or
 * matched by an expression are decoded. Not thread-safe.
 */
final class LineGrep implements ChunkGrep {
    private final GrepRequest request;
    private final Needles needles;
    private final LineMatcher.Finder finder;
    private final Kept<GrepMatch> matches;
    private final LineChunks chunks;
    private final Deque<String> carried = new ArrayDeque<>(); // the last lines of the chunk before
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private String path = "";
    private long line; // of what begins at the place where the search is, from 1
    private int found;
    private boolean enough;

    /** A match whose lines after it are still to come. */
    private record Waiting(long line, int column, String text, List<String> before, List<String> after) {}

    LineGrep(GrepRequest request, LineMatcher matcher, SearchClock clock, Kept<GrepMatch> matches, LineChunks chunks) {
        this.request = request;
        this.needles = matcher.needles();
        this.finder = matcher.finder(clock);
        this.matches = matches;
        this.chunks = chunks;
    }

    @Override
    public void begin(String file) {
        path = file;
        line = 1;
        found = 0;
        enough = false;
        carried.clear();
        waiting.clear();
    }

    @Override
    public boolean search(String text) {
        Needles.Places places = needles.in(text);
        // Where each byte is one character, the chunk is decoded once and not line by line.
        String decoded = needles.isUnknown() ? chunks.decoded(0, text.length()) : "";
        String searched = decoded.length() == text.length() ? decoded : "";
        int at = 0;
        while (at < text.length() && !(enough && waiting.isEmpty())) {
            int place = enough ? text.length() : places.next(at);
            if (waiting.isEmpty()) {
                if (place == text.length()) {
                    break;
                }
                int from = Math.max(at, text.lastIndexOf('\n', place - 1) + 1);
                line += feeds(text, at, from);
                at = from;
            }
            int feed = text.indexOf('\n', Math.max(at, waiting.isEmpty() ? place : at));
            int to = feed < 0 ? text.length() : feed;
            giveToWaiting(at, to);
            if (!enough && place <= to && (place < to || needles.isUnknown())) {
                match(text, searched, at, to);
            }
            line++;
            at = to + 1;
        }
        if (!chunks.isLast()) {
            line += feeds(text, at, text.length());
            carry(text);
        }
        return !(enough && waiting.isEmpty());
    }

    private static int feeds(String text, int from, int to) {
        int feeds = 0;
        for (int i = text.indexOf('\n', from); i >= 0 && i < to; i = text.indexOf('\n', i + 1)) {
            feeds++;
        }
        return feeds;
    }

    private void match(String text, String searched, int from, int to) {
        int end = chunks.endOfLine(from, to);
        if (!searched.isEmpty()) {
            if (finder.find(searched, from, end)) {
                keep(text, from, finder.start() - from, searched.substring(from, end));
            }
            return;
        }
        String shown = chunks.decoded(from, end);
        if (finder.find(shown, 0, shown.length())) {
            keep(text, from, finder.start(), shown);
        }
    }

    private void keep(String text, int from, int start, String shown) {
        Waiting match = new Waiting(line, start + 1, Lines.cut(shown), before(text, from), new ArrayList<>());
        found++;
        enough = found == request.limitPerFile();
        if (request.contextAfter() > 0) {
            waiting.add(match);
        } else {
            add(match);
        }
    }

    private void add(Waiting match) {
        GrepMatch whole =
                new GrepMatch(path, match.line(), match.column(), match.text(), match.before(), match.after());
        if (!matches.add(path, whole)) {
            enough = true;
            waiting.clear();
        }
    }

    private void giveToWaiting(int from, int to) {
        if (waiting.isEmpty()) {
            return;
        }
        String shown = Lines.cut(chunks.line(from, to));
        for (Waiting match : waiting) {
            match.after().add(shown);
        }
        while (!waiting.isEmpty() && waiting.peek().after().size() == request.contextAfter()) {
            add(waiting.remove());
        }
    }

    @Override
    public void end() {
        while (!waiting.isEmpty()) {
            add(waiting.remove());
        }
    }

    /** The lines before a place, oldest first. */
    private List<String> before(String text, int from) {
        Deque<String> lines = new ArrayDeque<>();
        int to = from - 1;
        while (to >= 0 && lines.size() < request.contextBefore()) {
            int start = text.lastIndexOf('\n', to - 1) + 1;
            lines.addFirst(Lines.cut(chunks.line(start, to)));
            to = start - 1;
        }
        var older = carried.descendingIterator();
        while (older.hasNext() && lines.size() < request.contextBefore()) {
            lines.addFirst(older.next());
        }
        return List.copyOf(lines);
    }

    private void carry(String text) {
        if (request.contextBefore() == 0) {
            return;
        }
        List<String> lines = before(text, text.length());
        carried.clear();
        carried.addAll(lines);
    }
}
