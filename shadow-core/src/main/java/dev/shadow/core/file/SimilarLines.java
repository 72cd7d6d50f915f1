package dev.shadow.core.file;

import dev.shadow.spi.Deadline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The lines of a text that are most like some wanted lines: those wanted lines that tell most are held against every line,
 * and where one fits, the whole stretch is compared. Not thread-safe.
 */
final class SimilarLines {
    private static final int MOST_LINES_SHOWN = 20;
    private static final int MOST_CHARACTERS_SHOWN = 200;
    private static final int ANCHORS = 3;
    private static final int CANDIDATES = 20;
    private static final double LEAST_OF_LINE = 0.4;
    private static final double LEAST_OF_STRETCH = 0.5;

    private final String[] lines;
    private final List<LineShape> wanted;
    private final Deadline deadline;

    SimilarLines(String text, String wantedText, Deadline deadline) {
        this.lines = text.split("\n", -1);
        this.wanted = wantedText.lines().limit(1_000).map(LineShape::of).toList();
        this.deadline = deadline;
    }

    private record Stretch(int first, double similarity) {}

    String describe() throws InterruptedException {
        Optional<Stretch> best = best();
        if (best.isEmpty()) {
            return "No lines of the file are like it; read the file again.";
        }
        int first = best.get().first();
        int end = Math.min(lines.length, first + wanted.size());
        StringBuilder text = new StringBuilder(
                best.get().similarity() == 1.0
                        ? "Only white space differs from line "
                        : "The most similar lines begin at line ");
        text.append(first + 1).append(":\n");
        for (int i = first; i < Math.min(end, first + MOST_LINES_SHOWN); i++) {
            text.append(i + 1).append(": ").append(shown(lines[i])).append('\n');
        }
        if (end - first > MOST_LINES_SHOWN) {
            text.append("(and so on to line ").append(end).append(")\n");
        }
        return text.append("Copy the text as the file has it.").toString();
    }

    private static String shown(String line) {
        String visible = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        return visible.length() <= MOST_CHARACTERS_SHOWN
                ? visible
                : visible.substring(0, MOST_CHARACTERS_SHOWN) + "...";
    }

    private Optional<Stretch> best() throws InterruptedException {
        Optional<Stretch> best = Optional.empty();
        for (int first : candidates()) {
            deadline.check();
            Stretch stretch = new Stretch(first, similarity(first));
            if (stretch.similarity() >= LEAST_OF_STRETCH
                    && (best.isEmpty() || stretch.similarity() > best.get().similarity())) {
                best = Optional.of(stretch);
            }
        }
        return best;
    }

    /** Where a stretch could begin, in order. */
    private Iterable<Integer> candidates() throws InterruptedException {
        TreeSet<Integer> firsts = new TreeSet<>();
        for (int anchor : anchors()) {
            List<Stretch> fitting = new ArrayList<>();
            for (int i = 0; i < lines.length; i++) {
                if (i % 1024 == 0) {
                    deadline.check();
                }
                double similarity = wanted.get(anchor).similarity(lines[i]);
                if (similarity >= LEAST_OF_LINE) {
                    keepBest(fitting, new Stretch(Math.max(0, i - anchor), similarity));
                }
            }
            fitting.forEach(stretch -> firsts.add(stretch.first()));
        }
        return firsts;
    }

    private static void keepBest(List<Stretch> fitting, Stretch stretch) {
        fitting.add(stretch);
        if (fitting.size() >= 2 * CANDIDATES) {
            fitting.sort(
                    Comparator.comparingDouble(Stretch::similarity).reversed().thenComparingInt(Stretch::first));
            fitting.subList(CANDIDATES, fitting.size()).clear();
        }
    }

    /** The longest of the wanted lines. */
    private List<Integer> anchors() {
        return IntStream.range(0, wanted.size())
                .boxed()
                .filter(i -> wanted.get(i).length() > 0)
                .sorted(Comparator.comparingInt((Integer i) -> -wanted.get(i).length()))
                .limit(ANCHORS)
                .toList();
    }

    private double similarity(int first) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < wanted.size(); i++) {
            int weight = 1 + wanted.get(i).length();
            weights += weight;
            if (first + i < lines.length) {
                sum += weight * wanted.get(i).similarity(lines[first + i]);
            }
        }
        return sum / weights;
    }
}
