package dev.shadow.core.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads from a regular expression a text without which no line matches, or several of which a line needs one. Where it is not
 * sure it knows nothing; the expression has the last word about each line anyway. Not thread-safe.
 *
 * @see java.util.regex.Pattern
 */
final class RequiredText {
    private static final int MOST_TEXTS = 8;
    private static final int DEEPEST = 50;

    /** Letters that Unicode gives another lower or upper form outside of ASCII: dotless i, kelvin, long s. */
    private static final String FOLDED_BEYOND_ASCII = "iIkKsS";

    private final String regex;
    private boolean foldCase;
    private boolean unsure;
    private int depth;
    private int at;

    private RequiredText(String regex, boolean foldCase) {
        this.regex = regex;
        this.foldCase = foldCase;
    }

    /** Of a text that is meant literally. */
    static Needles ofLiteral(String text, boolean foldCase) {
        Sequence all = new Sequence();
        text.codePoints().forEach(c -> all.letter(Character.toString(c)));
        return needles(all.best(foldCase), foldCase);
    }

    /** Of a regular expression that compiles. */
    static Needles ofRegex(String regex, boolean foldCase) {
        RequiredText reader = new RequiredText(regex, foldCase || mayFoldCase(regex));
        List<String> texts = reader.alternatives();
        return reader.unsure || reader.at < regex.length() ? Needles.UNKNOWN : needles(texts, reader.foldCase);
    }

    /** An {@code i} among the flags of a group, roughly. */
    private static boolean mayFoldCase(String regex) {
        int flags = regex.indexOf("(?");
        while (flags >= 0) {
            int end = flags + 2;
            while (end < regex.length() && (Character.isLetter(regex.charAt(end)) || regex.charAt(end) == '-')) {
                end++;
            }
            if (regex.substring(flags, end).indexOf('i') >= 0) {
                return true;
            }
            flags = regex.indexOf("(?", end);
        }
        return false;
    }

    private static Needles needles(List<String> texts, boolean foldCase) {
        return new Needles(
                texts.stream().map(text -> new Needle(text, foldCase)).toList());
    }

    /** To the end, or to the parenthesis that ends the group. */
    private List<String> alternatives() {
        List<String> texts = new ArrayList<>();
        boolean all = true;
        do {
            List<String> best = sequence().best(foldCase);
            all &= !best.isEmpty();
            texts.addAll(best);
        } while (skip('|'));
        return all && texts.size() <= MOST_TEXTS ? texts : List.of();
    }

    private boolean isAtEnd() {
        return at >= regex.length() || unsure;
    }

    private char here() {
        return regex.charAt(at);
    }

    private boolean skip(char c) {
        boolean there = !isAtEnd() && here() == c;
        at += there ? 1 : 0;
        return there;
    }

    private Sequence sequence() {
        Sequence sequence = new Sequence();
        while (!isAtEnd() && here() != '|' && here() != ')') {
            char c = here();
            switch (c) {
                case '(' -> group(sequence);
                case '[' -> brackets(sequence);
                case '\\' -> escape(sequence);
                case '.', '^', '$' -> {
                    at++;
                    sequence.something();
                }
                default -> {
                    sequence.letter(Character.toString(regex.codePointAt(at)));
                    at += Character.charCount(regex.codePointAt(at));
                }
            }
            quantifier(sequence);
        }
        return sequence;
    }

    private void quantifier(Sequence sequence) {
        if (isAtEnd()) {
            return;
        }
        boolean optional = here() == '?' || here() == '*' || regex.startsWith("{0", at);
        if (optional || here() == '+' || here() == '{') {
            at = here() == '{' ? endOf('}') : at + 1;
            sequence.repeat(optional);
            if (!isAtEnd() && (here() == '?' || here() == '+')) {
                at++;
            }
        }
    }

    /** The index after the next such character. */
    private int endOf(char closing) {
        int end = regex.indexOf(closing, at);
        unsure |= end < 0;
        return end < 0 ? regex.length() : end + 1;
    }

    private void group(Sequence sequence) {
        at++;
        boolean looksAround = false;
        if (skip('?')) {
            int from = at;
            while (!isAtEnd() && ":>=!)<".indexOf(here()) < 0) {
                at++;
            }
            unsure |= isAtEnd() || regex.substring(from, at).indexOf('x') >= 0; // comments
            if (skip(')')) {
                sequence.something();
                return;
            }
            if (skip('<') && !isAtEnd() && here() != '=' && here() != '!') {
                at = endOf('>');
            } else if (!isAtEnd() && (here() == '=' || here() == '!')) {
                looksAround = true;
                at++;
            } else {
                at++;
            }
        }
        unsure |= ++depth > DEEPEST;
        List<String> inside = alternatives();
        depth--;
        unsure |= !skip(')');
        sequence.group(looksAround ? List.of() : inside);
    }

    /** One plain letter in brackets is that letter. */
    private void brackets(Sequence sequence) {
        int from = at;
        skipBrackets();
        boolean single = at - from == 3 && "^\\&[]".indexOf(regex.charAt(from + 1)) < 0;
        if (single && !Character.isSurrogate(regex.charAt(from + 1))) {
            sequence.letter(regex.substring(from + 1, from + 2));
        } else {
            sequence.something();
        }
    }

    private void skipBrackets() {
        int open = 0;
        int first = -1;
        do {
            if (isAtEnd()) {
                unsure = true;
                return;
            }
            char c = here();
            if (c == '\\') {
                unsure |= regex.startsWith("\\Q", at);
                at++;
            } else if (c == '[') {
                open++;
                first = regex.startsWith("^", at + 1) ? at + 2 : at + 1;
                at = first - 1;
            } else if (c == ']' && at != first) {
                open--;
            }
            at++;
        } while (open > 0);
    }

    private void escape(Sequence sequence) {
        at++;
        if (isAtEnd()) {
            unsure = true;
            return;
        }
        char c = here();
        if (c == 'Q') {
            quoted(sequence);
            return;
        }
        int letter = regex.codePointAt(at);
        at += Character.charCount(letter);
        switch (c) {
            case 'p', 'P', 'b', 'N', 'x' -> {
                sequence.something();
                if (!isAtEnd() && here() == '{') {
                    at = endOf('}');
                } else {
                    at += c == 'x' ? 2 : c == 'b' ? 0 : 1;
                }
            }
            case 'k' -> {
                sequence.something();
                at = endOf('>');
            }
            case 'u' -> {
                sequence.something();
                at += 4;
            }
            case 'c' -> {
                sequence.something();
                at++;
            }
            case '0' -> {
                sequence.something();
                while (!isAtEnd() && here() >= '0' && here() <= '7') {
                    at++;
                }
            }
            case 't' -> sequence.letter("\t");
            default -> {
                if (Character.isLetterOrDigit(letter)) {
                    sequence.something();
                } else {
                    sequence.letter(Character.toString(letter));
                }
            }
        }
    }

    private void quoted(Sequence sequence) {
        int from = at + 1;
        int end = regex.indexOf("\\E", from);
        String text = regex.substring(from, end < 0 ? regex.length() : end);
        text.codePoints().forEach(letter -> sequence.letter(Character.toString(letter)));
        at = end < 0 ? regex.length() : end + 2;
    }

    /** What stands one after the other; finds the best text among it. Not thread-safe. */
    private static final class Sequence {
        private final List<List<String>> found = new ArrayList<>();
        private final List<String> run = new ArrayList<>();
        private boolean lastIsGroup;

        void letter(String letter) {
            run.add(letter);
            lastIsGroup = false;
        }

        /** Whatever it is, what stands on either side need not touch. */
        void something() {
            endRun();
            found.add(List.of());
            lastIsGroup = true;
        }

        void group(List<String> texts) {
            endRun();
            found.add(texts);
            lastIsGroup = true;
        }

        void repeat(boolean optional) {
            if (optional && lastIsGroup) {
                found.remove(found.size() - 1);
            } else if (optional) {
                run.remove(run.size() - 1);
            }
            something();
        }

        private void endRun() {
            if (!run.isEmpty()) {
                found.add(List.of(String.join("", run)));
                run.clear();
            }
        }

        List<String> best(boolean foldCase) {
            endRun();
            List<String> best = List.of();
            int most = 0;
            for (List<String> texts : found) {
                List<String> usable = texts.size() == 1
                        ? usable(texts.get(0), foldCase)
                        : texts.stream()
                                .filter(text -> usable(text, foldCase).contains(text))
                                .toList();
                int worth = usable.size() < texts.size() || usable.isEmpty() ? 0 : worth(usable, foldCase);
                if (worth > most) {
                    best = usable;
                    most = worth;
                }
            }
            return best;
        }

        private static int worth(List<String> texts, boolean foldCase) {
            int least = texts.stream()
                    .mapToInt(text -> new Needle(text, foldCase).selectivity())
                    .min()
                    .orElse(0);
            return Math.max(1, least - 10 * (texts.size() - 1));
        }

        /** The best part of it whose bytes are surely those in a file. */
        private static List<String> usable(String text, boolean foldCase) {
            String best = "";
            StringBuilder part = new StringBuilder();
            for (int c : (text + "\uFFFD").codePoints().toArray()) {
                boolean safe = foldCase
                        ? c < 0x80 && FOLDED_BEYOND_ASCII.indexOf(c) < 0
                        : c != 0xFFFD && (c > 0xFFFF || !Character.isSurrogate((char) c));
                if (safe && c != '\n') {
                    part.appendCodePoint(c);
                    continue;
                }
                boolean better = part.length() > 0
                        && (best.isEmpty()
                                || new Needle(part.toString(), foldCase).selectivity()
                                        > new Needle(best, foldCase).selectivity());
                best = better ? part.toString() : best;
                part.setLength(0);
            }
            return best.isEmpty() ? List.of() : List.of(foldCase ? best.toLowerCase(Locale.ROOT) : best);
        }
    }
}
