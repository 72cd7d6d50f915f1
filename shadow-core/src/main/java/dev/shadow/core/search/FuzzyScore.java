package dev.shadow.core.search;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * How well letters fit a path: all of them must occur in their order. Letters that follow each other, begin a word or a name,
 * or belong to the file's own name count more; the best of all ways to place them is what counts. White space in the query is
 * passed over.
 *
 * <p>Thread-safe.
 */
final class FuzzyScore {
    private static final int LETTER = 16;
    private static final int FOLLOWS = 16;
    private static final int BEGINS_WORD = 12;
    private static final int IN_FILE_NAME = 6;
    private static final int GAP = -3;
    private static final int IS_FILE_NAME = 64;
    private static final int BEGINS_FILE_NAME = 32;
    private static final int UNREACHED = Integer.MIN_VALUE / 2;

    private final char[] query;

    FuzzyScore(String query) {
        this.query = fold(query.replaceAll("\\s+", ""));
    }

    private static char[] fold(String text) {
        char[] letters = text.toCharArray();
        for (int i = 0; i < letters.length; i++) {
            letters[i] = Character.toLowerCase(letters[i]);
        }
        return letters;
    }

    /** Empty when it does not fit. */
    OptionalInt of(String path) {
        char[] folded = fold(path);
        if (!isSubsequence(folded)) {
            return OptionalInt.empty();
        }
        int nameFrom = path.lastIndexOf('/') + 1;
        return OptionalInt.of(best(path, folded, nameFrom) + wholeName(folded, nameFrom));
    }

    private boolean isSubsequence(char[] path) {
        int matched = 0;
        for (int i = 0; i < path.length && matched < query.length; i++) {
            matched += path[i] == query[matched] ? 1 : 0;
        }
        return matched == query.length;
    }

    /** For each letter of the query in turn: the best score with it placed at each letter of the path. */
    private int best(String path, char[] folded, int nameFrom) {
        int[] previous = new int[folded.length];
        int[] current = new int[folded.length];
        for (int q = 0; q < query.length; q++) {
            int bestBefore = q == 0 ? 0 : UNREACHED;
            for (int i = 0; i < folded.length; i++) {
                if (q > 0 && i > 1) {
                    bestBefore = Math.max(bestBefore, previous[i - 2] + GAP);
                }
                int follows = q > 0 && i > 0 ? previous[i - 1] + FOLLOWS : UNREACHED;
                boolean fits = folded[i] == query[q];
                current[i] = fits ? weight(path, i, nameFrom) + Math.max(bestBefore, follows) : UNREACHED;
            }
            int[] swapped = previous;
            previous = current;
            current = swapped;
        }
        return Arrays.stream(previous).max().orElse(0);
    }

    private static int weight(String path, int at, int nameFrom) {
        return LETTER + (at >= nameFrom ? IN_FILE_NAME : 0) + (beginsWord(path, at) ? BEGINS_WORD : 0);
    }

    private static boolean beginsWord(String path, int at) {
        if (at == 0) {
            return true;
        }
        char before = path.charAt(at - 1);
        return !Character.isLetterOrDigit(before)
                || (Character.isLowerCase(before) && Character.isUpperCase(path.charAt(at)));
    }

    private int wholeName(char[] folded, int nameFrom) {
        int length = folded.length - nameFrom;
        if (query.length > length
                || !Arrays.equals(query, 0, query.length, folded, nameFrom, nameFrom + query.length)) {
            return 0;
        }
        return length == query.length ? IS_FILE_NAME : BEGINS_FILE_NAME;
    }
}
