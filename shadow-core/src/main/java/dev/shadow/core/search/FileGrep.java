package dev.shadow.core.search;

import dev.shadow.search.GrepMatch;
import dev.shadow.search.GrepRequest;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Looks through files one after the other and collects what was found, up to the limits. Not thread-safe. */
final class FileGrep {
    /** What all the text of a result may hold together, so that wide contexts do not fill the heap. */
    private static final long MOST_CHARACTERS = 16 << 20;

    private static final int MOST_CHARACTERS_OF_LINE = 10_000;

    private final GrepRequest request;
    private final LineMatcher matcher;
    private final Deadline deadline;
    private final List<Found> found = new ArrayList<>();
    private long characters;
    private boolean truncated;

    /** A matching line whose context is not complete yet. */
    private record Found(String path, long line, int column, String text, List<String> before, List<String> after) {}

    FileGrep(GrepRequest request, LineMatcher matcher, Deadline deadline) {
        this.request = request;
        this.matcher = matcher;
        this.deadline = deadline;
    }

    void search(String path, LineSource source) throws IOException, InterruptedException {
        Deque<String> before = new ArrayDeque<>();
        Deque<Found> wanting = new ArrayDeque<>();
        long number = 0;
        int matches = 0;
        while ((!truncated && matches < request.limitPerFile()) || !wanting.isEmpty()) {
            deadline.check();
            Optional<String> next = source.next();
            if (next.isEmpty()) {
                return;
            }
            number++;
            String line = next.get();
            giveContext(wanting, line);
            boolean enough = truncated || matches == request.limitPerFile();
            Optional<LineMatcher.Span> found = enough ? Optional.empty() : matcher.find(line, 0, deadline);
            if (found.isPresent() && hasRoom()) {
                matches++;
                int column = found.get().start() + 1;
                Found match = new Found(path, number, column, cut(line), List.copyOf(before), new ArrayList<>());
                keep(match);
                if (request.contextAfter() > 0) {
                    wanting.add(match);
                }
            }
            remember(before, line);
        }
    }

    /** Matches that may reach over lines; each line is in one of them at most. */
    void searchWhole(String path, String text) {
        long number = 1;
        int counted = 0;
        int matches = 0;
        int at = 0;
        while (at <= text.length() && matches < request.limitPerFile()) {
            Optional<LineMatcher.Span> found = matcher.find(text, at, deadline);
            if (found.isEmpty() || !hasRoom()) {
                return;
            }
            int start = found.get().start();
            int lineFrom = text.lastIndexOf('\n', start - 1) + 1;
            int lineTo = lineEnd(text, Math.max(start, found.get().end() - 1));
            number += text.substring(counted, lineFrom)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            counted = lineFrom;
            keep(new Found(
                    path,
                    number,
                    start - lineFrom + 1,
                    cut(withoutReturns(text.substring(lineFrom, lineTo))),
                    before(text, lineFrom),
                    after(text, lineTo)));
            matches++;
            at = lineTo + 1;
        }
    }

    private static int lineEnd(String text, int from) {
        int feed = text.indexOf('\n', from);
        return feed < 0 ? text.length() : feed;
    }

    private static String withoutReturns(String lines) {
        String inner = lines.replace("\r\n", "\n");
        return inner.endsWith("\r") ? inner.substring(0, inner.length() - 1) : inner;
    }

    private List<String> before(String text, int lineFrom) {
        Deque<String> lines = new ArrayDeque<>();
        int to = lineFrom - 1;
        while (to >= 0 && lines.size() < request.contextBefore()) {
            int from = text.lastIndexOf('\n', to - 1) + 1;
            lines.addFirst(cut(withoutReturns(text.substring(from, to))));
            to = from - 1;
        }
        return List.copyOf(lines);
    }

    private List<String> after(String text, int lineTo) {
        List<String> lines = new ArrayList<>();
        int from = lineTo + 1;
        while (from < text.length() && lines.size() < request.contextAfter()) {
            int to = lineEnd(text, from);
            lines.add(cut(withoutReturns(text.substring(from, to))));
            from = to + 1;
        }
        return lines;
    }

    private boolean hasRoom() {
        truncated = found.size() == request.limit() || characters > MOST_CHARACTERS;
        return !truncated;
    }

    private void keep(Found match) {
        found.add(match);
        characters += match.text().length() + match.path().length();
        match.before().forEach(line -> characters += line.length());
    }

    private void giveContext(Deque<Found> wanting, String line) {
        if (wanting.isEmpty()) {
            return;
        }
        String context = cut(line);
        for (Found match : wanting) {
            match.after().add(context);
            characters += context.length();
        }
        while (!wanting.isEmpty() && wanting.peek().after().size() == request.contextAfter()) {
            wanting.remove();
        }
    }

    private void remember(Deque<String> before, String line) {
        if (request.contextBefore() > 0) {
            if (before.size() == request.contextBefore()) {
                before.remove();
            }
            before.add(cut(line));
        }
    }

    private static String cut(String line) {
        if (line.length() <= MOST_CHARACTERS_OF_LINE) {
            return line;
        }
        boolean splitsPair = Character.isHighSurrogate(line.charAt(MOST_CHARACTERS_OF_LINE - 1));
        return line.substring(0, splitsPair ? MOST_CHARACTERS_OF_LINE - 1 : MOST_CHARACTERS_OF_LINE);
    }

    boolean isTruncated() {
        return truncated;
    }

    List<GrepMatch> matches() {
        return found.stream()
                .map(each -> new GrepMatch(
                        each.path(), each.line(), each.column(), each.text(), each.before(), each.after()))
                .toList();
    }
}
