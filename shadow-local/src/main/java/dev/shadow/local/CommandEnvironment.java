package dev.shadow.local;

import dev.shadow.command.Environment;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The environment of a command: what it inherits, defaults that keep programs from waiting for a person, what was asked. */
final class CommandEnvironment {
    /**
     * They win over what is inherited, which was meant for a person at a terminal, and give way to what the caller of
     * Shadow sets or takes away. {@code true} as an editor takes a proposed text as it is, so that a rebase goes on; an empty
     * {@code GIT_ASKPASS} turns off every dialogue for passwords. {@code CI} is not among them, because it changes what
     * builds do and not only what they ask.
     */
    private static final Map<String, String> UNATTENDED = new TreeMap<>(Map.ofEntries(
            Map.entry("DEBIAN_FRONTEND", "noninteractive"),
            Map.entry("EDITOR", "true"),
            Map.entry("GCM_INTERACTIVE", "never"),
            Map.entry("GIT_ASKPASS", ""),
            Map.entry("GIT_EDITOR", "true"),
            Map.entry("GIT_PAGER", "cat"),
            Map.entry("GIT_TERMINAL_PROMPT", "0"),
            Map.entry("MANPAGER", "cat"),
            Map.entry("PAGER", "cat"),
            Map.entry("TERM", "dumb"),
            Map.entry("VISUAL", "true")));

    /** Programs believe these more than the terminal that they have. */
    private static final Set<String> SIZE_OF_ANOTHER_TERMINAL = Set.of("COLUMNS", "LINES");

    private CommandEnvironment() {}

    /** Changes the inherited environment in place. */
    static void apply(Environment asked, Map<String, String> environment, boolean terminal) {
        if (asked.clear()) {
            environment.keySet().removeIf(name -> !survivesClear(name));
        }
        environment.putAll(UNATTENDED);
        if (terminal) {
            environment.put("TERM", "xterm-256color");
            environment.keySet().removeAll(SIZE_OF_ANOTHER_TERMINAL);
        }
        environment.keySet().removeAll(asked.unset());
        environment.putAll(asked.set());
    }

    private static boolean survivesClear(String name) {
        return name.equals("PATH")
                || name.equals("HOME")
                || name.equals("LANG")
                || name.equals("LANGUAGE")
                || name.startsWith("LC_");
    }
}
