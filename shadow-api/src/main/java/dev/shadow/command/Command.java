package dev.shadow.command;

import dev.shadow.Bytes;
import dev.shadow.spi.Check;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A command to run.
 *
 * <p>Thread-safe.
 *
 * @param line the program and its arguments, or a shell line
 * @param directory where it runs, relative to the workspace
 * @param environment how its environment differs from the inherited one
 * @param stdin what it reads
 * @param timeout the longest it may run; absent: {@link dev.shadow.CommandTools#DEFAULT_TIMEOUT} for run, no limit for start
 * @param noOutputTimeout the longest it may write nothing; absent: no limit
 * @param outputLimit how much of each channel its result holds in bytes, half of it from the head and half from the tail;
 *     1 KiB to 64 MiB
 * @param mergeStderr whether its standard error goes where its standard output goes, which makes their order exact
 * @param pty the size of the pseudo-terminal to run it in; absent: pipes
 * @param sandbox what confines it; absent: nothing
 * @param limits what it may use of the machine
 * @param id made by the caller, so that a repeated start finds the first one; absent: made by Shadow
 */
public record Command(
        CommandLine line,
        String directory,
        Environment environment,
        Stdin stdin,
        Optional<Duration> timeout,
        Optional<Duration> noOutputTimeout,
        int outputLimit,
        boolean mergeStderr,
        Optional<PtySize> pty,
        Optional<Sandbox> sandbox,
        ResourceLimits limits,
        Optional<String> id) {
    /** How much of each channel a result holds when nothing else is asked: 1 MiB. */
    public static final int DEFAULT_OUTPUT_LIMIT = 1 << 20;

    /**
     * Checks the bounds.
     *
     * @param line the component of that name
     * @param directory the component of that name
     * @param environment the component of that name
     * @param stdin the component of that name
     * @param timeout the component of that name
     * @param noOutputTimeout the component of that name
     * @param outputLimit the component of that name
     * @param mergeStderr the component of that name
     * @param pty the component of that name
     * @param sandbox the component of that name
     * @param limits the component of that name
     * @param id the component of that name
     */
    public Command {
        timeout.ifPresent(longest -> Check.positive("timeout", longest));
        noOutputTimeout.ifPresent(longest -> Check.positive("noOutputTimeout", longest));
        Check.range("outputLimit", outputLimit, 1 << 10, 64 << 20);
        id.ifPresent(given -> Check.token("command id", given, 128));
    }

    private static Command of(CommandLine line) {
        return new Command(
                line,
                ".",
                Environment.INHERITED,
                new Stdin.Closed(),
                Optional.empty(),
                Optional.empty(),
                DEFAULT_OUTPUT_LIMIT,
                false,
                Optional.empty(),
                Optional.empty(),
                ResourceLimits.NONE,
                Optional.empty());
    }

    /**
     * A program and its arguments, without a shell.
     *
     * @param program a name to look for on the {@code PATH}, or a path
     * @param arguments passed as they are
     * @return the command
     */
    public static Command of(String program, String... arguments) {
        List<String> argv = new ArrayList<>(arguments.length + 1);
        argv.add(program);
        argv.addAll(List.of(arguments));
        return of(new CommandLine.Argv(argv));
    }

    /**
     * A line for {@code /bin/sh -c}.
     *
     * @param line not empty
     * @return the command
     */
    public static Command shell(String line) {
        return of(new CommandLine.Shell(line));
    }

    /**
     * A copy that runs something else.
     *
     * @param other what
     * @return the copy
     */
    public Command line(CommandLine other) {
        return with(parts -> parts.line = other);
    }

    /**
     * A copy that runs elsewhere.
     *
     * @param path relative to the workspace
     * @return the copy
     */
    public Command directory(String path) {
        return with(parts -> parts.directory = path);
    }

    /**
     * A copy with an environment variable.
     *
     * @param name without {@code =}
     * @param value without NUL; never shown in logs or errors
     * @return the copy
     */
    public Command environment(String name, String value) {
        return environment(environment.with(name, value));
    }

    /**
     * A copy without an environment variable.
     *
     * @param name without {@code =}
     * @return the copy
     */
    public Command withoutEnvironment(String name) {
        return environment(environment.without(name));
    }

    /**
     * A copy that inherits nothing but {@code PATH}, {@code HOME} and the locale.
     *
     * @return the copy
     */
    public Command clearEnvironment() {
        return environment(environment.cleared());
    }

    private Command environment(Environment changed) {
        return with(parts -> parts.environment = changed);
    }

    /**
     * A copy that reads a text, as UTF-8.
     *
     * @param text all that it reads
     * @return the copy
     */
    public Command stdin(String text) {
        return stdin(Bytes.utf8(text));
    }

    /**
     * A copy that reads bytes.
     *
     * @param content all that it reads
     * @return the copy
     */
    public Command stdin(Bytes content) {
        return stdin(new Stdin.Given(content));
    }

    /**
     * A copy that reads a stream. The command sees the end of its input where the stream ends. When the stream fails
     * instead, the command is ended, so that it never takes a part for the whole.
     *
     * @param source read once, as fast as the command reads, and closed at its end or when the command has ended
     * @return the copy
     */
    public Command stdin(InputStream source) {
        return stdin(new Stdin.Streamed(source));
    }

    /**
     * A copy whose input stays open for {@link dev.shadow.CommandHandle#write}.
     *
     * @return the copy
     */
    public Command openStdin() {
        return stdin(new Stdin.Open());
    }

    private Command stdin(Stdin changed) {
        return with(parts -> parts.stdin = changed);
    }

    /**
     * A copy that is ended when it runs longer.
     *
     * @param longest more than zero
     * @return the copy
     */
    public Command timeout(Duration longest) {
        return with(parts -> parts.timeout = Optional.of(longest));
    }

    /**
     * A copy that is ended when it writes nothing for longer.
     *
     * @param longest more than zero
     * @return the copy
     */
    public Command noOutputTimeout(Duration longest) {
        return with(parts -> parts.noOutputTimeout = Optional.of(longest));
    }

    /**
     * A copy whose result holds more or less of each channel.
     *
     * @param bytes 1 KiB to 64 MiB
     * @return the copy
     */
    public Command outputLimit(int bytes) {
        return with(parts -> parts.outputLimit = bytes);
    }

    /**
     * A copy whose standard error goes where its standard output goes.
     *
     * @return the copy
     */
    public Command withMergedStderr() {
        return with(parts -> parts.mergeStderr = true);
    }

    /**
     * A copy that runs in a pseudo-terminal; its output is merged by nature.
     *
     * @param columns 1 to 1,000
     * @param rows 1 to 1,000
     * @return the copy
     */
    public Command pty(int columns, int rows) {
        return with(parts -> parts.pty = Optional.of(new PtySize(columns, rows)));
    }

    /**
     * A copy that runs confined. Where that cannot be done it is refused with {@link dev.shadow.ErrorCode#UNSUPPORTED},
     * and never runs without.
     *
     * @param confinement what it may still do
     * @return the copy
     */
    public Command sandbox(Sandbox confinement) {
        return with(parts -> parts.sandbox = Optional.of(confinement));
    }

    /**
     * A copy that may use no more of the machine. Needs {@link dev.shadow.Capability#RESOURCE_LIMITS}; the result says which
     * limits were enforced, and how.
     *
     * @param most the limits
     * @return the copy
     */
    public Command limits(ResourceLimits most) {
        return with(parts -> parts.limits = most);
    }

    /**
     * A copy with an id made by the caller. A second start with the same id and the same command attaches to the first
     * run; with another command it is refused with {@link dev.shadow.ErrorCode#COMMAND_EXISTS}.
     *
     * @param newId 1 to 128 printable ASCII characters
     * @return the copy
     */
    public Command id(String newId) {
        return with(parts -> parts.id = Optional.of(newId));
    }

    private Command with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return parts.command();
    }

    /** The components, of which a copy changes one. */
    private static final class Parts {
        private CommandLine line;
        private String directory;
        private Environment environment;
        private Stdin stdin;
        private Optional<Duration> timeout;
        private Optional<Duration> noOutputTimeout;
        private int outputLimit;
        private boolean mergeStderr;
        private Optional<PtySize> pty;
        private Optional<Sandbox> sandbox;
        private ResourceLimits limits;
        private Optional<String> id;

        Parts(Command from) {
            line = from.line;
            directory = from.directory;
            environment = from.environment;
            stdin = from.stdin;
            timeout = from.timeout;
            noOutputTimeout = from.noOutputTimeout;
            outputLimit = from.outputLimit;
            mergeStderr = from.mergeStderr;
            pty = from.pty;
            sandbox = from.sandbox;
            limits = from.limits;
            id = from.id;
        }

        Command command() {
            return new Command(
                    line,
                    directory,
                    environment,
                    stdin,
                    timeout,
                    noOutputTimeout,
                    outputLimit,
                    mergeStderr,
                    pty,
                    sandbox,
                    limits,
                    id);
        }
    }
}
