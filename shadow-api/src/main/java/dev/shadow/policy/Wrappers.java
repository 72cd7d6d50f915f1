package dev.shadow.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Programs that start the program named by their arguments, and how many arguments come before it. Their options are those of
 * GNU coreutils, findutils, util-linux and sudo.
 *
 * <p>Thread-safe.
 */
final class Wrappers {
    private static final Map<String, Wrapper> KNOWN = Map.ofEntries(
            Map.entry("builtin", new Wrapper("", 0)),
            Map.entry("chroot", new Wrapper("", 1)),
            Map.entry("command", new Wrapper("", 0)),
            Map.entry("doas", new Wrapper("uC", 0)),
            Map.entry("env", new Wrapper("uC", 0)),
            Map.entry("exec", new Wrapper("a", 0)),
            Map.entry("flock", new Wrapper("wE", 1)),
            Map.entry("ionice", new Wrapper("cnpPu", 0)),
            Map.entry("nice", new Wrapper("n", 0)),
            Map.entry("nohup", new Wrapper("", 0)),
            Map.entry("setsid", new Wrapper("", 0)),
            Map.entry("stdbuf", new Wrapper("ioe", 0)),
            Map.entry("strace", new Wrapper("abeEIoOpPsSuUX", 0)),
            Map.entry("sudo", new Wrapper("CDghpRrtTuU", 0)),
            Map.entry("time", new Wrapper("fo", 0)),
            Map.entry("timeout", new Wrapper("ks", 1)),
            Map.entry("watch", new Wrapper("nq", 0)),
            Map.entry("xargs", new Wrapper("adEIJLnPRsS", 0)));
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "zsh", "ksh");
    private static final Set<String> FIND_ACTIONS = Set.of("-exec", "-execdir", "-ok", "-okdir");

    private Wrappers() {}

    /**
     * Skips what comes before the inner program.
     *
     * @param withValue the short options that take the next word as their value
     * @param operands how many words that are no options come first
     */
    private record Wrapper(String withValue, int operands) {
        List<ShellWord> inner(List<ShellWord> words) {
            int at = 1;
            while (at < words.size() && isBefore(words.get(at))) {
                at += takesNext(words.get(at).text()) ? 2 : 1;
            }
            at = at < words.size() && words.get(at).text().equals("--") ? at + 1 : at;
            at = Math.min(words.size(), at + operands);
            while (at < words.size() && words.get(at).isAssignment()) {
                at++;
            }
            return words.subList(at, words.size());
        }

        private static boolean isBefore(ShellWord word) {
            String text = word.text();
            return (text.startsWith("-") && text.length() > 1 && !text.equals("--")) || word.isAssignment();
        }

        private boolean takesNext(String option) {
            return option.startsWith("-")
                    && !option.startsWith("--")
                    && withValue.indexOf(option.charAt(option.length() - 1)) >= 0;
        }
    }

    /** The program's name without its directory. */
    static String nameOf(ShellWord program) {
        return program.text().substring(program.text().lastIndexOf('/') + 1);
    }

    /** The commands that a command starts in turn, as far as its words tell. */
    static List<List<ShellWord>> startedBy(List<ShellWord> words) {
        String name = nameOf(words.get(0));
        if (SHELLS.contains(name)) {
            return shellLine(words).map(ShellScanner::commands).orElse(List.of());
        }
        if (name.equals("eval")) {
            return ShellScanner.commands(joined(words.subList(1, words.size())));
        }
        if (name.equals("find")) {
            return actions(words);
        }
        Wrapper wrapper = KNOWN.get(name);
        if (wrapper == null) {
            return List.of();
        }
        Optional<String> split = name.equals("env") ? splitString(words) : Optional.empty();
        return split.map(ShellScanner::commands).orElseGet(() -> List.of(wrapper.inner(words)));
    }

    private static String joined(List<ShellWord> words) {
        return String.join(" ", words.stream().map(ShellWord::text).toList());
    }

    /** What follows {@code -c}, also within a group of options such as {@code -ec}. */
    private static Optional<String> shellLine(List<ShellWord> words) {
        boolean line = false;
        for (ShellWord word : words.subList(1, words.size())) {
            boolean option =
                    word.text().length() > 1 && "-+".indexOf(word.text().charAt(0)) >= 0;
            if (!option) {
                return line ? Optional.of(word.text()) : Optional.empty();
            }
            line |= word.text().matches("-[A-Za-z]*c[A-Za-z]*");
        }
        return Optional.empty();
    }

    private static Optional<String> splitString(List<ShellWord> words) {
        for (int i = 1; i < words.size(); i++) {
            String text = words.get(i).text();
            if (text.equals("-S") || text.equals("--split-string")) {
                return Optional.of(joined(words.subList(i + 1, words.size())));
            }
            if (text.startsWith("-S") || text.startsWith("--split-string=")) {
                String first = text.substring(text.startsWith("-S") ? 2 : text.indexOf('=') + 1);
                return Optional.of(first + " " + joined(words.subList(i + 1, words.size())));
            }
        }
        return Optional.empty();
    }

    private static List<List<ShellWord>> actions(List<ShellWord> words) {
        List<List<ShellWord>> found = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            if (FIND_ACTIONS.contains(words.get(i).text())) {
                int end = i + 1;
                while (end < words.size()
                        && !Set.of(";", "+").contains(words.get(end).text())) {
                    end++;
                }
                found.add(words.subList(i + 1, end));
                i = end;
            }
        }
        return found;
    }
}
