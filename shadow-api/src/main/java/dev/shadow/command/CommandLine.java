package dev.shadow.command;

import dev.shadow.spi.Check;
import java.util.List;

/**
 * What a command runs.
 *
 * <p>Thread-safe.
 */
public sealed interface CommandLine {
    /**
     * The command for people, on one line.
     *
     * @return the shell line, or the arguments joined by spaces
     */
    String display();

    /**
     * A program and its arguments. No shell looks at them.
     *
     * @param arguments the program first; each without NUL
     */
    record Argv(List<String> arguments) implements CommandLine {
        /**
         * Checks the arguments.
         *
         * @param arguments the component of that name
         */
        public Argv {
            arguments = List.copyOf(arguments);
            Check.require(!arguments.isEmpty(), "give a program to run");
            Check.text("program", arguments.get(0));
            arguments.forEach(argument ->
                    Check.require(argument.indexOf('\0') < 0, "an argument must not contain a NUL character"));
        }

        @Override
        public String display() {
            return String.join(" ", arguments);
        }
    }

    /**
     * A line for {@code /bin/sh -c}.
     *
     * @param line not empty, without NUL
     */
    record Shell(String line) implements CommandLine {
        /**
         * Checks the line.
         *
         * @param line the component of that name
         */
        public Shell {
            Check.text("shell line", line);
        }

        @Override
        public String display() {
            return line;
        }
    }
}
