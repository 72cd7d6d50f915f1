package dev.shadow.core.search;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.search.GrepRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds a pattern in lines. Thread-safe. */
final class LineMatcher {
    private static final String BEFORE_WORD = "(?<![\\p{L}\\p{N}_])(?:";
    private static final String AFTER_WORD = "(?![\\p{L}\\p{N}_])";

    /** What stands for itself in none of its letters, such as {@code \W} and {@code \p{Lu}}. */
    private static final Pattern ESCAPED = Pattern.compile("\\\\(?:[pP]\\{[^}]*\\}?|.)", Pattern.DOTALL);

    /** How a group around a pattern may have to end: plainly, after a comment, after a quotation. */
    private static final List<String> GROUP_ENDS = List.of(")", "\n)", "\\E)");

    private final String source;
    private final Pattern pattern;
    private final Needles needles;

    private LineMatcher(String source, Pattern pattern, Needles needles) {
        this.source = source;
        this.pattern = pattern;
        this.needles = needles;
    }

    static LineMatcher of(GrepRequest request) {
        boolean ignoreCase = ignoresCase(request);
        int flags = (ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0)
                | (request.multiline() ? Pattern.MULTILINE : 0);
        String source = request.pattern();
        String regex = request.literal() ? Pattern.quote(source) : source;
        try {
            Pattern plain = Pattern.compile(regex, flags);
            Pattern pattern = request.wholeWord() ? wholeWord(regex, flags) : plain;
            Needles needles = request.literal()
                    ? RequiredText.ofLiteral(source, ignoreCase)
                    : RequiredText.ofRegex(source, ignoreCase);
            return new LineMatcher(source, pattern, needles);
        } catch (PatternSyntaxException e) {
            throw invalid(source, e);
        } catch (StackOverflowError e) {
            throw tooComplex(source);
        }
    }

    private static boolean ignoresCase(GrepRequest request) {
        return switch (request.caseMode()) {
            case SENSITIVE -> false;
            case INSENSITIVE -> true;
            case SMART -> !hasUpperCase(request.pattern(), request.literal());
        };
    }

    private static boolean hasUpperCase(String pattern, boolean literal) {
        String letters = literal ? pattern : ESCAPED.matcher(pattern).replaceAll("");
        return letters.codePoints().anyMatch(Character::isUpperCase);
    }

    private static Pattern wholeWord(String regex, int flags) {
        PatternSyntaxException last = new PatternSyntaxException("cannot be a whole word", regex, -1);
        for (String end : GROUP_ENDS) {
            try {
                return Pattern.compile(BEFORE_WORD + regex + end + AFTER_WORD, flags);
            } catch (PatternSyntaxException e) {
                last = e;
            }
        }
        throw last;
    }

    private static ShadowException invalid(String source, PatternSyntaxException e) {
        String place = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
        return new ShadowException(
                        ErrorCode.PATTERN_INVALID,
                        "the pattern '" + source + "' is not a java.util.regex.Pattern: " + e.getDescription() + place
                                + "; mend it, or use GrepRequest.literal for plain text")
                .with("pattern", source)
                .with("index", e.getIndex());
    }

    private static ShadowException tooComplex(String source) {
        return new ShadowException(
                        ErrorCode.PATTERN_TOO_COMPLEX,
                        "the pattern '" + source
                                + "' needs more stack than there is on a line of this tree; repeat less"
                                + " inside of groups, as [^x]* does in place of (?:[^x])*")
                .with("pattern", source);
    }

    /** What is in every line that matches. */
    Needles needles() {
        return needles;
    }

    /** For one worker. */
    Finder finder(SearchClock clock) {
        return new Finder(new TimedText(clock));
    }

    /** Holds the match that was found last. Not thread-safe. */
    final class Finder {
        private final TimedText timed;
        private final Matcher matcher;

        private Finder(TimedText timed) {
            this.timed = timed;
            this.matcher = pattern.matcher(timed);
        }

        /** The first match in a part of a text, as if there were nothing around it. */
        boolean find(String text, int from, int to) {
            try {
                matcher.reset(timed.of(text));
                return matcher.region(from, to).find();
            } catch (StackOverflowError e) {
                throw tooComplex(source);
            }
        }

        /** The next match that begins there or later. */
        boolean findFrom(String text, int from) {
            try {
                matcher.reset(timed.of(text));
                return matcher.find(from);
            } catch (StackOverflowError e) {
                throw tooComplex(source);
            }
        }

        int start() {
            return matcher.start();
        }

        int end() {
            return matcher.end();
        }
    }
}
