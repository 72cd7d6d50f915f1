package dev.shadow.core.search;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of paths: {@code *} and {@code ?} within a name, {@code **} over directories, {@code [a-z]} and {@code [!a-z]},
 * {@code {a,b}}, and a backslash before what is meant literally. Without {@code /} it is held against the name alone. Takes
 * time in proportion to pattern times path, whatever they are.
 *
 * <p>Thread-safe.
 */
public final class Glob {
    private final boolean nameOnly;
    private final List<List<NamePattern>> alternatives;

    private Glob(boolean nameOnly, List<List<NamePattern>> alternatives) {
        this.nameOnly = nameOnly;
        this.alternatives = alternatives;
    }

    /**
     * Reads a glob. A leading {@code /} only says that it is held against the path; a trailing one means all that is
     * beneath.
     *
     * @param glob its text
     * @return the glob
     * @throws ShadowException {@link ErrorCode#PATTERN_INVALID} with the place of the mistake
     */
    public static Glob parse(String glob) {
        List<List<NamePattern>> alternatives = new ArrayList<>();
        boolean nameOnly = glob.indexOf('/') < 0;
        for (String alternative : new BraceExpansion(glob).alternatives()) {
            alternatives.add(names(glob, alternative));
        }
        return new Glob(nameOnly, List.copyOf(alternatives));
    }

    private static List<NamePattern> names(String glob, String alternative) {
        String path = alternative.startsWith("/") ? alternative.substring(1) : alternative;
        String whole = path.endsWith("/") ? path + "**" : path;
        List<NamePattern> names = new ArrayList<>();
        for (String name : NamePattern.split(whole)) {
            boolean again = !names.isEmpty() && names.get(names.size() - 1).isAnyDirectories() && name.equals("**");
            if (!again && !name.equals(".")) {
                names.add(NamePattern.parse(glob, name));
            }
        }
        return List.copyOf(names);
    }

    static ShadowException invalid(String glob, String why) {
        return new ShadowException(
                        ErrorCode.PATTERN_INVALID,
                        "the glob '" + glob + "' " + why + "; put a backslash before what is meant literally")
                .with("pattern", glob);
    }

    /**
     * Whether a file matches.
     *
     * @param path relative to the place that is searched, with {@code /}
     * @return true when it does
     */
    public boolean matches(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        List<String> names = List.of();
        for (List<NamePattern> alternative : alternatives) {
            NamePattern last = alternative.isEmpty() ? NamePattern.NOTHING : alternative.get(alternative.size() - 1);
            if (!last.isAnyDirectories() && !last.matches(name)) {
                continue;
            }
            if (nameOnly && alternative.size() == 1 && !last.isAnyDirectories()) {
                return true;
            }
            if (names.isEmpty()) {
                names = nameOnly ? List.of(name) : List.of(path.split("/", -1));
            }
            if (matches(alternative, names)) {
                return true;
            }
        }
        return false;
    }

    /** Two fingers over names, as {@link NamePattern} has over letters. */
    private static boolean matches(List<NamePattern> patterns, List<String> names) {
        int pattern = 0;
        int name = 0;
        int retryPattern = -1;
        int retryName = 0;
        while (name < names.size()) {
            if (pattern < patterns.size() && patterns.get(pattern).isAnyDirectories()) {
                retryPattern = ++pattern;
                retryName = name;
            } else if (pattern < patterns.size() && patterns.get(pattern).matches(names.get(name))) {
                pattern++;
                name++;
            } else if (retryPattern >= 0) {
                pattern = retryPattern;
                name = ++retryName;
            } else {
                return false;
            }
        }
        // "a/**" is what is beneath a, and not a itself: only a lone rest of nothing matches here
        return pattern == patterns.size();
    }
}
