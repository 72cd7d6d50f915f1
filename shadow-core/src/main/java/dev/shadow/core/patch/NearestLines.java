package dev.shadow.core.patch;

import dev.shadow.spi.Deadline;
import java.util.List;

/** The lines of a file that are most like those of a hunk. Not thread-safe. */
final class NearestLines {
    private static final int MOST_LINES_SHOWN = 20;
    private static final int MOST_LINES_COMPARED = 40;
    private static final int MOST_CHARACTERS_COMPARED = 300;
    private static final int MOST_CHARACTERS_SHOWN = 200;
    private static final double LEAST = 0.4;

    private final List<String> file;
    private final List<String> wanted;
    private final Deadline deadline;

    NearestLines(List<String> file, List<String> wanted, Deadline deadline) {
        this.file = file;
        this.wanted = wanted;
        this.deadline = deadline;
    }

    String describe() throws InterruptedException {
        int best = -1;
        double most = LEAST;
        int last = Math.max(0, file.size() - wanted.size());
        for (int i = 0; i <= last && !wanted.isEmpty(); i++) {
            if (i % 64 == 0) {
                deadline.check();
            }
            double likeness = likeness(i);
            if (likeness > most) {
                most = likeness;
                best = i;
            }
        }
        return best < 0 ? "No lines of the file are like them; read the file again." : lines(best);
    }

    private String lines(int first) {
        StringBuilder text = new StringBuilder("The most similar lines of the file:\n");
        int end = Math.min(file.size(), first + wanted.size());
        for (int i = first; i < Math.min(end, first + MOST_LINES_SHOWN); i++) {
            text.append(i + 1).append(": ").append(shown(file.get(i))).append('\n');
        }
        return text.append("Copy the lines as the file has them.").toString();
    }

    static String shown(String line) {
        String text = RawLines.shown(line);
        return text.length() <= MOST_CHARACTERS_SHOWN ? text : text.substring(0, MOST_CHARACTERS_SHOWN) + "...";
    }

    private double likeness(int first) {
        double sum = 0;
        int weights = 0;
        int end = Math.min(wanted.size(), MOST_LINES_COMPARED);
        for (int i = 0; i < end; i++) {
            String line = wanted.get(i).strip();
            int weight = 1 + Math.min(line.length(), MOST_CHARACTERS_COMPARED);
            weights += weight;
            if (first + i < file.size()) {
                sum += weight * likeness(line, file.get(first + i).strip());
            }
        }
        return sum / weights;
    }

    /** How much of two lines is the same at both ends. */
    private static double likeness(String one, String other) {
        if (one.equals(other)) {
            return 1;
        }
        int shorter = Math.min(MOST_CHARACTERS_COMPARED, Math.min(one.length(), other.length()));
        int same = 0;
        while (same < shorter && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        int tail = 0;
        while (same + tail < shorter
                && one.charAt(one.length() - 1 - tail) == other.charAt(other.length() - 1 - tail)) {
            tail++;
        }
        int longer = Math.min(MOST_CHARACTERS_COMPARED, Math.max(one.length(), other.length()));
        return 0.99 * Math.min(1, (same + tail) / (double) longer);
    }
}
