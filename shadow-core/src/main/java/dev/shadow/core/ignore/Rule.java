package dev.shadow.core.ignore;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of a gitignore file, in bytes. Thread-safe.
 *
 * @param negated whether it takes back what lines before it ignore
 * @param directoriesOnly whether it ignores nothing but directories
 * @param ofPath whether it is held against the path from its file's directory on, and not against the name alone
 * @param plain the text before the first wildcard
 * @param wildcard the rest; null when there is none
 * @param ending what a name ends with, when the pattern is a star and nothing but this; null otherwise
 */
record Rule(
        boolean negated,
        boolean directoriesOnly,
        boolean ofPath,
        String plain,
        @Nullable Wildcard wildcard,
        @Nullable String ending) {
    private static final String WILDCARDS = "*?[\\";

    /** Empty for what is no rule. */
    static Optional<Rule> parse(String line) {
        if (line.startsWith("#")) {
            return Optional.empty();
        }
        int nul = line.indexOf('\0'); // a string of C ends there
        String pattern = withoutSpacesAtEnd(nul < 0 ? line : line.substring(0, nul));
        boolean negated = pattern.startsWith("!");
        pattern = negated ? pattern.substring(1) : pattern;
        boolean directoriesOnly = pattern.endsWith("/");
        pattern = directoriesOnly ? pattern.substring(0, pattern.length() - 1) : pattern;
        boolean ofPath = pattern.indexOf('/') >= 0;
        pattern = pattern.startsWith("/") ? pattern.substring(1) : pattern;
        return pattern.isEmpty() ? Optional.empty() : Optional.of(of(negated, directoriesOnly, ofPath, pattern));
    }

    /** A space stays when a backslash stands before it. */
    private static String withoutSpacesAtEnd(String line) {
        int end = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                i = Math.min(i + 1, line.length() - 1);
                end = i + 1;
            } else if (line.charAt(i) != ' ') {
                end = i + 1;
            }
        }
        return line.substring(0, end);
    }

    private static Rule of(boolean negated, boolean directoriesOnly, boolean ofPath, String pattern) {
        int plain = plainLength(pattern);
        if (plain == pattern.length()) {
            return new Rule(negated, directoriesOnly, ofPath, pattern, null, null);
        }
        if (!ofPath && pattern.startsWith("*") && plainLength(pattern.substring(1)) == pattern.length() - 1) {
            return new Rule(negated, directoriesOnly, false, "", null, pattern.substring(1));
        }
        // git cuts the plain part of a path off first, so "a**" is "a" and then "**"; of a name it does not, and need
        // not
        Wildcard wildcard =
                ofPath ? Wildcard.ofPath(pattern.substring(plain)) : Wildcard.ofName(pattern.substring(plain));
        return new Rule(negated, directoriesOnly, ofPath, pattern.substring(0, plain), wildcard, null);
    }

    private static int plainLength(String pattern) {
        int length = 0;
        while (length < pattern.length() && WILDCARDS.indexOf(pattern.charAt(length)) < 0) {
            length++;
        }
        return length;
    }

    /** Whether {@link #plain} is all of it. */
    boolean isPlain() {
        return wildcard == null && ending == null;
    }

    /** Whether it is a star and an extension, from its dot on. */
    boolean isExtension() {
        return ending != null && ending.lastIndexOf('.') == 0;
    }

    boolean matches(String name, String path) {
        String text = ofPath ? path : name;
        if (ending != null) {
            return text.endsWith(ending);
        }
        if (!text.startsWith(plain)) {
            return false;
        }
        return wildcard == null ? text.length() == plain.length() : wildcard.matches(text.substring(plain.length()));
    }
}
