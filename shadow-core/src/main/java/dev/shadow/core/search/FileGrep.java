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
        while (!truncated || !wanting.isEmpty()) {
            deadline.check();
            Optional<String> next = source.next();
            if (next.isEmpty()) {
                return;
            }
            number++;
            String line = next.get();
            giveContext(wanting, line);
            Optional<Integer> start = truncated ? Optional.empty() : matcher.find(line, deadline);
            if (start.isPresent() && hasRoom()) {
                Found match =
                        new Found(path, number, start.get() + 1, cut(line), List.copyOf(before), new ArrayList<>());
                keep(match);
                if (request.contextAfter() > 0) {
                    wanting.add(match);
                }
            }
            remember(before, line);
        }
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
