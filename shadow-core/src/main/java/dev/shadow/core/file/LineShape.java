package dev.shadow.core.file;

import java.util.HashMap;
import java.util.Map;

/**
 * A line without its white space, as the pairs of letters that it is made of. Two lines are as similar as they share pairs:
 * the coefficient of S&oslash;rensen and Dice.
 *
 * <p>Thread-safe.
 */
final class LineShape {
    private static final int MOST_CHARACTERS = 500;

    private final String compact;
    private final Map<Integer, Integer> pairs;

    private LineShape(String compact) {
        this.compact = compact;
        this.pairs = Map.copyOf(pairsOf(compact));
    }

    static LineShape of(String line) {
        return new LineShape(compact(line));
    }

    private static String compact(String line) {
        StringBuilder compact = new StringBuilder(Math.min(line.length(), MOST_CHARACTERS));
        for (int i = 0; i < line.length() && compact.length() < MOST_CHARACTERS; i++) {
            if (!Character.isWhitespace(line.charAt(i))) {
                compact.append(line.charAt(i));
            }
        }
        return compact.toString();
    }

    private static Map<Integer, Integer> pairsOf(String text) {
        Map<Integer, Integer> pairs = new HashMap<>();
        for (int i = 0; i + 1 < text.length(); i++) {
            pairs.merge(text.charAt(i) << 16 | text.charAt(i + 1), 1, Integer::sum);
        }
        return pairs;
    }

    int length() {
        return compact.length();
    }

    /** From 0 to 1, and 1 only when all but white space is the same. */
    double similarity(String line) {
        String other = compact(line);
        if (compact.equals(other)) {
            return 1;
        }
        int total = compact.length() + other.length() - 2;
        if (total <= 0 || 3 * Math.min(compact.length(), other.length()) < Math.max(compact.length(), other.length())) {
            return 0;
        }
        Map<Integer, Integer> left = new HashMap<>(pairs);
        int shared = 0;
        for (int i = 0; i + 1 < other.length(); i++) {
            int pair = other.charAt(i) << 16 | other.charAt(i + 1);
            if (left.getOrDefault(pair, 0) > 0) {
                left.merge(pair, -1, Integer::sum);
                shared++;
            }
        }
        return Math.min(0.999, 2.0 * shared / total);
    }
}
