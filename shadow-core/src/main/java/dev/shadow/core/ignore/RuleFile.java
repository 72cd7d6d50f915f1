package dev.shadow.core.ignore;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of one file. Names, endings and paths without wildcards, which most rules are, are looked up; the others are
 * tried from the last on, and only those that stand after what was looked up.
 *
 * <p>Thread-safe.
 */
final class RuleFile {
    static final RuleFile EMPTY = new RuleFile(List.of());

    private final boolean[] negated;
    private final Lookup forFiles = new Lookup();
    private final Lookup forDirectories = new Lookup();

    private RuleFile(List<Rule> rules) {
        negated = new boolean[rules.size()];
        for (int i = 0; i < negated.length; i++) {
            Rule rule = rules.get(i);
            negated[i] = rule.negated();
            forDirectories.add(rule, i);
            if (!rule.directoriesOnly()) {
                forFiles.add(rule, i);
            }
        }
        Collections.reverse(forFiles.others);
        Collections.reverse(forDirectories.others);
    }

    static RuleFile parse(byte[] content) {
        String text = ByteText.of(content);
        List<Rule> rules = new ArrayList<>();
        for (String line : (text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text).split("\n", -1)) {
            Rule.parse(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
                    .ifPresent(rules::add);
        }
        return rules.isEmpty() ? EMPTY : new RuleFile(rules);
    }

    /** What the rules say. */
    enum Verdict {
        IGNORED,
        SEEN,
        NOTHING
    }

    /** Whether a verdict needs the path. */
    boolean needsPath() {
        return forDirectories.needsPath;
    }

    /**
     * Judges a name.
     *
     * @param path from the directory of the file on; any when it is not needed
     */
    Verdict judge(String name, String path, boolean directory) {
        int last = (directory ? forDirectories : forFiles).last(name, path);
        if (last < 0) {
            return Verdict.NOTHING;
        }
        return negated[last] ? Verdict.SEEN : Verdict.IGNORED;
    }

    /** The index of the last rule that matches; filled once. */
    private static final class Lookup {
        private final Map<String, Integer> names = new HashMap<>();
        private final Map<String, Integer> extensions = new HashMap<>();
        private final Map<String, Integer> paths = new HashMap<>();
        private final List<Numbered> others = new ArrayList<>();
        private boolean needsPath;

        private record Numbered(Rule rule, int index) {}

        void add(Rule rule, int index) {
            needsPath |= rule.ofPath();
            if (rule.isPlain()) {
                (rule.ofPath() ? paths : names).put(rule.plain(), index);
            } else if (rule.isExtension()) {
                extensions.put(rule.ending(), index);
            } else {
                others.add(new Numbered(rule, index));
            }
        }

        int last(String name, String path) {
            int last = names.getOrDefault(name, -1);
            if (!extensions.isEmpty()) {
                int dot = name.lastIndexOf('.');
                last = dot < 0 ? last : Math.max(last, extensions.getOrDefault(name.substring(dot), -1));
            }
            if (!paths.isEmpty()) {
                last = Math.max(last, paths.getOrDefault(path, -1));
            }
            for (Numbered each : others) {
                if (each.index() < last) {
                    return last;
                }
                if (each.rule().matches(name, path)) {
                    return each.index();
                }
            }
            return last;
        }
    }
}
