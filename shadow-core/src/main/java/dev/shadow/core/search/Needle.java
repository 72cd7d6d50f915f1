package dev.shadow.core.search;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A text to be found among bytes, which stand in a string as one character each: searching a string for a character is what
 * the JDK does fastest, tens of bytes at once. So the rarest byte of the text is looked for, and the others around it.
 *
 * <p>Thread-safe.
 */
final class Needle {
    /** Printable bytes of source code, the commonest first; the others are rarer. Counted in the JDK's and Python's. */
    private static final String COMMONEST_FIRST =
            " etiarnosl\nucdphfm,.*g()by0\"\\'EvF_SAwC;=xT/1IkD{}2-OR:NL5@3B6P489>7M<U+#j[]" + "HGqVzKWY|`&!?XJ%~ZQ^$";

    /** When so many finds of the rarest byte were in vain, the text is looked for as a whole. */
    private static final int MOST_IN_VAIN = 200;

    private final String bytes;
    private final boolean foldCase;
    private final int rarestAt;
    private final char rarest;
    private final char otherCase;

    /**
     * A text.
     *
     * @param text not empty; with its case folded in ASCII only
     * @param foldCase whether ASCII letters match in either case
     */
    Needle(String text, boolean foldCase) {
        this.foldCase = foldCase;
        String exact = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        this.bytes = foldCase ? exact.toLowerCase(Locale.ROOT) : exact;
        this.rarestAt = rarest(bytes, foldCase);
        this.rarest = bytes.charAt(rarestAt);
        this.otherCase = foldCase ? otherCase(rarest) : rarest;
    }

    private static int rarest(String bytes, boolean foldCase) {
        int rarest = 0;
        for (int i = 1; i < bytes.length(); i++) {
            if (rarity(bytes.charAt(i), foldCase) > rarity(bytes.charAt(rarest), foldCase)) {
                rarest = i;
            }
        }
        return rarest;
    }

    private static int rarity(char c, boolean foldCase) {
        int rank = COMMONEST_FIRST.indexOf(c);
        int rarity = rank < 0 ? COMMONEST_FIRST.length() : rank;
        return foldCase && otherCase(c) != c ? Math.min(rarity, rarity(otherCase(c), false)) : rarity;
    }

    private static char otherCase(char c) {
        boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return isLetter ? (char) (c ^ 0x20) : c;
    }

    /** The greater, the fewer places it will be found at. */
    int selectivity() {
        return rarity(rarest, foldCase) + 10 * Math.min(bytes.length(), 10);
    }

    /** Not thread-safe. */
    Search in(String haystack) {
        return new Search(haystack);
    }

    /** The places of this needle in one text, from the first to the last. Not thread-safe. */
    final class Search {
        private final String text;
        private int inVain;
        private int nextRarest = -1;
        private int nextOther = -1;

        private Search(String text) {
            this.text = text;
        }

        /**
         * The first place there or later.
         *
         * @param from not before the one given last
         * @return the length of the text when there is none
         */
        int next(int from) {
            int start = from;
            while (start + bytes.length() <= text.length()) {
                if (!foldCase && inVain > MOST_IN_VAIN) {
                    int found = text.indexOf(bytes, start);
                    return found < 0 ? text.length() : found;
                }
                int found = anchor(start + rarestAt) - rarestAt;
                if (found + bytes.length() > text.length()) {
                    return text.length();
                }
                if (text.regionMatches(foldCase, found, bytes, 0, bytes.length())) {
                    return found;
                }
                inVain++;
                start = found + 1;
            }
            return text.length();
        }

        private int anchor(int from) {
            if (nextRarest < from) {
                nextRarest = indexOf(rarest, from);
            }
            if (otherCase == rarest) {
                return nextRarest;
            }
            if (nextOther < from) {
                nextOther = indexOf(otherCase, from);
            }
            return Math.min(nextRarest, nextOther);
        }

        private int indexOf(char c, int from) {
            int found = text.indexOf(c, from);
            return found < 0 ? text.length() + rarestAt : found;
        }
    }

    @Override
    public String toString() {
        return bytes;
    }
}
