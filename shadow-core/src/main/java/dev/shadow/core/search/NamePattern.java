package dev.shadow.core.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A glob for one name, by code points. Thread-safe. */
final class NamePattern {
    /** Matches no name. */
    static final NamePattern NOTHING = new NamePattern(List.of());

    private static final Part ANY_DIRECTORIES = new Part(Kind.ANY_DIRECTORIES, 0, false, List.of());
    private static final Part ANY_TEXT = new Part(Kind.ANY_TEXT, 0, false, List.of());

    private final List<Part> parts;

    /** What a name ends with, when the pattern is a star and nothing but this; null otherwise. */
    private final @Nullable String ending;

    private NamePattern(List<Part> parts) {
        this.parts = parts;
        this.ending = ending(parts);
    }

    private static @Nullable String ending(List<Part> parts) {
        if (parts.isEmpty() || parts.get(0).kind() != Kind.ANY_TEXT) {
            return null;
        }
        StringBuilder ending = new StringBuilder();
        for (Part part : parts.subList(1, parts.size())) {
            if (part.kind() != Kind.LETTER) {
                return null;
            }
            ending.appendCodePoint(part.letter());
        }
        return ending.toString();
    }

    private enum Kind {
        LETTER,
        ANY_LETTER,
        ANY_OF,
        ANY_TEXT,
        ANY_DIRECTORIES
    }

    private record Range(int from, int to) {}

    /** One element. Thread-safe. */
    record Part(Kind kind, int letter, boolean negated, List<Range> ranges) {
        boolean matches(int codePoint) {
            return switch (kind) {
                case LETTER -> codePoint == letter;
                case ANY_LETTER -> true;
                case ANY_OF ->
                    negated != ranges.stream().anyMatch(range -> codePoint >= range.from() && codePoint <= range.to());
                case ANY_TEXT, ANY_DIRECTORIES -> false;
            };
        }
    }

    /** At each slash outside of a class. */
    static List<String> split(String path) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '[') {
                int end = endOfClass(path, i);
                name.append(path, i, end);
                i = end - 1;
            } else if (c == '\\' && i + 1 < path.length()) {
                name.append(c).append(path.charAt(++i));
            } else if (c == '/') {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString());
        return names;
    }

    /** The index after the closing bracket, or -1. A bracket right after the opening one is a letter, as in POSIX. */
    static int endOfClass(String text, int opened) {
        int i = opened + 1;
        if (i < text.length() && (text.charAt(i) == '!' || text.charAt(i) == '^')) {
            i++;
        }
        for (int first = i; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == ']' && i > first) {
                return i + 1;
            }
        }
        return -1;
    }

    static NamePattern parse(String glob, String name) {
        if (name.equals("**")) {
            return new NamePattern(List.of(ANY_DIRECTORIES));
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            if (c == '[') {
                int end = endOfClass(name, i);
                parts.add(letters(glob, name.substring(i + 1, end - 1)));
                i = end;
                continue;
            }
            if (c == '\\') {
                i++;
                if (i == name.length()) {
                    throw Glob.invalid(glob, "ends with a backslash");
                }
                c = name.codePointAt(i);
                parts.add(letter(c));
            } else if (c == '*') {
                if (parts.isEmpty() || parts.get(parts.size() - 1).kind() != Kind.ANY_TEXT) {
                    parts.add(ANY_TEXT);
                }
            } else {
                parts.add(c == '?' ? new Part(Kind.ANY_LETTER, 0, false, List.of()) : letter(c));
            }
            i += Character.charCount(c);
        }
        return new NamePattern(List.copyOf(parts));
    }

    private static Part letter(int c) {
        return new Part(Kind.LETTER, c, false, List.of());
    }

    private static Part letters(String glob, String inner) {
        boolean negated = inner.startsWith("!") || inner.startsWith("^");
        int[] letters = inner.codePoints().skip(negated ? 1 : 0).toArray();
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < letters.length; i++) {
            i += letters[i] == '\\' ? 1 : 0;
            int from = letters[i];
            int to = from;
            if (i + 2 < letters.length && letters[i + 1] == '-') {
                i += letters[i + 2] == '\\' && i + 3 < letters.length ? 3 : 2;
                to = letters[i];
            }
            if (to < from) {
                throw Glob.invalid(
                        glob,
                        "has a range that runs backwards: " + Character.toString(from) + "-" + Character.toString(to));
            }
            ranges.add(new Range(from, to));
        }
        return new Part(Kind.ANY_OF, 0, negated, List.copyOf(ranges));
    }

    boolean isAnyDirectories() {
        return parts.size() == 1 && parts.get(0).kind() == Kind.ANY_DIRECTORIES;
    }

    private boolean isAnyText(int part) {
        return part < parts.size() && parts.get(part).kind() == Kind.ANY_TEXT;
    }

    /** The last star alone need be tried again: what an earlier one took can only be less. */
    boolean matches(String name) {
        if (ending != null) {
            return name.endsWith(ending);
        }
        int part = 0;
        int at = 0;
        int retryPart = -1;
        int retryAt = 0;
        while (at < name.length()) {
            int c = name.codePointAt(at);
            if (isAnyText(part)) {
                retryPart = ++part;
                retryAt = at;
            } else if (part < parts.size() && parts.get(part).matches(c)) {
                part++;
                at += Character.charCount(c);
            } else if (retryPart >= 0) {
                part = retryPart;
                retryAt += Character.charCount(name.codePointAt(retryAt));
                at = retryAt;
            } else {
                return false;
            }
        }
        while (isAnyText(part)) {
            part++;
        }
        return part == parts.size();
    }
}
