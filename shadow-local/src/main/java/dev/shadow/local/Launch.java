package dev.shadow.local;

import dev.shadow.command.PtySize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A command, resolved: all that is needed to start its process, and nothing that has to be looked up any more.
 *
 * <p>Thread-safe.
 *
 * @param program the file to execute, absolute
 * @param argv the arguments, the program's name as the caller gave it first
 * @param environment the whole environment, the mark included
 * @param directory where it runs, absolute
 * @param readsInput whether it is given input; without it reads {@code /dev/null}, and no closed pipe, because programs such
 *     as ripgrep search their input when it is a pipe
 * @param mergeStderr whether its standard error goes where its standard output goes
 * @param pty the size of its pseudo-terminal; absent: pipes
 * @param mark tells the value of {@link ProcessMark#VARIABLE} of those that this command started
 */
record Launch(
        Path program,
        List<String> argv,
        Map<String, String> environment,
        Path directory,
        boolean readsInput,
        boolean mergeStderr,
        Optional<PtySize> pty,
        Predicate<String> mark) {
    Launch {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
    }

    /** What the caller called the program; for messages. */
    String name() {
        return argv.get(0);
    }

    /**
     * The same program, started by another one that takes a program and its arguments at the end of its own.
     *
     * @param wrapper the file to execute, absolute
     * @param arguments of the wrapper, without its own name
     */
    Launch through(Path wrapper, List<String> arguments) {
        List<String> longer = new ArrayList<>();
        longer.add(wrapper.toString());
        longer.addAll(arguments);
        longer.add(program.toString());
        longer.addAll(argv.subList(1, argv.size()));
        return new Launch(wrapper, longer, environment, directory, readsInput, mergeStderr, pty, mark);
    }

    /** Tells no arguments and no values of variables, which may be secret. */
    @Override
    public String toString() {
        return "Launch[" + program + " in " + directory + "]";
    }
}
