package dev.shadow.core.search;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.search.GrepRequest;
import dev.shadow.spi.Deadline;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Finds a pattern in lines. Thread-safe. */
final class LineMatcher {
    private static final String BEFORE_WORD = "(?<![\\p{L}\\p{N}_])(?:";
    private static final String AFTER_WORD = "(?![\\p{L}\\p{N}_])";

    /** How a group around a pattern may have to end: plainly, after a comment, after a quotation. */
    private static final List<String> GROUP_ENDS = List.of(")", "\n)", "\\E)");

    private final String source;
    private final Pattern pattern;

    /** What every matching line holds, where that is known. */
    private final @Nullable String needed;

    private LineMatcher(String source, Pattern pattern, @Nullable String needed) {
        this.source = source;
        this.pattern = pattern;
        this.needed = needed;
    }

    static LineMatcher of(GrepRequest request) {
        int flags = request.ignoreCase() ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        String source = request.pattern();
        String regex = request.literal() ? Pattern.quote(source) : source;
        try {
            Pattern plain = Pattern.compile(regex, flags);
            Pattern pattern = request.wholeWord() ? wholeWord(regex, flags) : plain;
            boolean exact = request.literal() && !request.ignoreCase();
            return new LineMatcher(source, pattern, exact ? source : null);
        } catch (PatternSyntaxException e) {
            throw invalid(source, e);
        } catch (StackOverflowError e) {
            throw tooComplex(source);
        }
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

    /** Where the first match begins. */
    Optional<Integer> find(String line, Deadline deadline) {
        if (needed != null && !line.contains(needed)) {
            return Optional.empty();
        }
        try {
            Matcher matcher = pattern.matcher(new TimedText(line, deadline));
            return matcher.find() ? Optional.of(matcher.start()) : Optional.empty();
        } catch (StackOverflowError e) {
            throw tooComplex(source);
        }
    }
}
