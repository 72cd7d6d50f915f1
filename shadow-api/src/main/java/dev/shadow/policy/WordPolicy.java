package dev.shadow.policy;

import dev.shadow.command.CommandLine;
import dev.shadow.spi.Check;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy by the words of a command line. It reads a shell line as a shell would: quotes, {@code ;}, {@code &&}, pipes,
 * {@code $(...)}, here-documents, variables set before a command; and it looks through programs that start others, such as
 * {@code sudo}, {@code env}, {@code xargs}, {@code find -exec} and {@code sh -c}.
 *
 * <pre>{@code
 * CommandPolicy policy = WordPolicy.builder()
 *         .deny("the machine stays on", "shutdown")
 *         .ask("Push to the remote?", "git", "push")
 *         .build();
 * }</pre>
 *
 * <p><b>Advice and not a security border.</b> A word may come out of a variable, a script may do anything, and a program may be
 * copied to another name. What stops those is {@link dev.shadow.command.Sandbox}, a container, or a machine.
 *
 * <p>Input of a running command is read as shell lines too, so that those of a {@link dev.shadow.shell.ShellSession} are seen.
 *
 * <p>Thread-safe.
 */
public final class WordPolicy implements CommandPolicy {
    private static final int DEEPEST = 20;

    private final List<Rule> rules;
    private final Decision unknownProgram;

    private WordPolicy(Builder builder) {
        this.rules = List.copyOf(builder.rules);
        this.unknownProgram = builder.unknownProgram;
    }

    private record Rule(Decision decision, List<String> words) {
        Rule {
            words = List.copyOf(words);
        }

        /** The program's name, and the other words among its arguments in this order. */
        boolean matches(List<ShellWord> command) {
            if (!Wrappers.nameOf(command.get(0)).equals(words.get(0))) {
                return false;
            }
            int found = 1;
            for (int i = 1; i < command.size() && found < words.size(); i++) {
                found += command.get(i).text().equals(words.get(found)) ? 1 : 0;
            }
            return found == words.size();
        }
    }

    /**
     * A policy that allows everything, to be given rules.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Decision decide(CommandRequest request) {
        return decide(commands(request), 0);
    }

    private Decision decide(List<List<ShellWord>> commands, int depth) {
        if (depth > DEEPEST) {
            return Decision.deny("its commands start others more than " + DEEPEST + " times over");
        }
        Decision strongest = Decision.allow();
        for (List<ShellWord> words : commands) {
            List<ShellWord> command = withoutAssignments(words);
            if (!command.isEmpty()) {
                strongest = stronger(strongest, decide(command));
                strongest = stronger(strongest, decide(Wrappers.startedBy(command), depth + 1));
            }
        }
        return strongest;
    }

    private static List<List<ShellWord>> commands(CommandRequest request) {
        if (request instanceof CommandRequest.Start start && start.command().line() instanceof CommandLine.Argv argv) {
            return List.of(argv.arguments().stream().map(ShellWord::literal).toList());
        }
        return ShellScanner.commands(request.display());
    }

    private static List<ShellWord> withoutAssignments(List<ShellWord> words) {
        int at = 0;
        while (at < words.size() && words.get(at).isAssignment()) {
            at++;
        }
        return words.subList(at, words.size());
    }

    private Decision decide(List<ShellWord> command) {
        Decision strongest = command.get(0).known() ? Decision.allow() : unknownProgram;
        for (Rule rule : rules) {
            if (rule.matches(command)) {
                strongest = stronger(strongest, rule.decision());
            }
        }
        return strongest;
    }

    private static Decision stronger(Decision one, Decision other) {
        return strength(other) > strength(one) ? other : one;
    }

    private static int strength(Decision decision) {
        return decision instanceof Decision.Deny ? 2 : decision instanceof Decision.Ask ? 1 : 0;
    }

    /** Makes a {@link WordPolicy}. Of several rules that match, one that denies counts most, then one that asks. Not thread-safe. */
    public static final class Builder {
        private final List<Rule> rules = new ArrayList<>();
        private Decision unknownProgram = Decision.allow();

        private Builder() {}

        /**
         * Refuses a program, or some uses of it.
         *
         * @param reason why, for the agent; not empty
         * @param program its name, without a directory
         * @param words arguments that must all be there, in this order and with others between them, for the rule to hold
         * @return this
         */
        public Builder deny(String reason, String program, String... words) {
            return rule(Decision.deny(reason), program, words);
        }

        /**
         * Has the host asked before a program, or some uses of it.
         *
         * @param question for the host; not empty
         * @param program its name, without a directory
         * @param words arguments that must all be there, in this order and with others between them, for the rule to hold
         * @return this
         */
        public Builder ask(String question, String program, String... words) {
            return rule(Decision.ask(question), program, words);
        }

        /**
         * Decides about programs whose name the line does not tell, such as {@code $TOOL}. By default they are allowed.
         *
         * @param decision the decision
         * @return this
         */
        public Builder unknownProgram(Decision decision) {
            unknownProgram = decision;
            return this;
        }

        private Builder rule(Decision decision, String program, String... words) {
            List<String> all = new ArrayList<>(words.length + 1);
            all.add(Check.text("program", program));
            all.addAll(List.of(words));
            rules.add(new Rule(decision, all));
            return this;
        }

        /**
         * The policy.
         *
         * @return with the rules so far
         */
        public WordPolicy build() {
            return new WordPolicy(this);
        }
    }
}
