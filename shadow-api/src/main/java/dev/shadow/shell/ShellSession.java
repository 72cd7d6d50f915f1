package dev.shadow.shell;

import dev.shadow.CommandTools;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Command;
import dev.shadow.command.CommandLine;
import dev.shadow.spi.Check;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A shell that keeps its directory, variables, functions, options and background children from one line to the next, over any
 * backend with {@link dev.shadow.Capability#STDIN_OPEN}.
 *
 * <pre>{@code
 * try (ShellSession shell = ShellSession.open(workspace.tools())) {
 *     shell.run("cd src && export LEVEL=3");
 *     shell.run("echo $LEVEL in $PWD").stdout().text();
 * }
 * }</pre>
 *
 * <p>A line reads nothing: its standard input is {@code /dev/null}. What it writes is told exactly, with or without a last
 * newline. A child that it leaves in the background and that writes later is not waited for; what such a child writes while
 * another line runs is seen in the output of that line, as in a terminal.
 *
 * <p>The shell ends by {@code exit} or {@code exec}, by a failure after {@code set -e}, by a signal, and with a line that
 * takes too long, which cannot be stopped half-way without running its rest. {@link ShellResult#shell} says so, and the next
 * line gets a new shell in the same directory.
 *
 * <p>The names that begin with {@code __shadow}, and the descriptors 8 and 9, belong to the session.
 *
 * <p>Thread-safe. Lines run one after the other.
 */
public final class ShellSession implements AutoCloseable {
    private static final Command BASH = Command.of("bash", "--norc", "--noprofile");

    private final CommandTools tools;
    private final Command template;
    private final ReentrantLock turn = new ReentrantLock();
    private String directory = ""; // guarded by turn; empty until a line has told it
    private int shells; // guarded by turn
    private volatile @Nullable LiveShell live; // written under turn
    private volatile boolean closed;

    private ShellSession(CommandTools tools, Command template) {
        this.tools = tools;
        this.template = template;
    }

    /**
     * Starts {@code bash}, without its start-up files.
     *
     * @param tools where
     * @return the session
     * @throws ShadowException as {@link CommandTools#start}
     */
    public static ShellSession open(CommandTools tools) {
        return open(tools, BASH);
    }

    /**
     * Starts a shell.
     *
     * @param tools where
     * @param shell a shell that takes {@code -c} and is like that of POSIX, without it, such as
     *     {@code Command.of("sh").directory("src").withMergedStderr()}. Its output limit is that of each line; its timeout is
     *     that of each shell as a whole; its input is the session's
     * @return the session
     * @throws ShadowException as {@link CommandTools#start}
     */
    public static ShellSession open(CommandTools tools, Command shell) {
        Check.require(shell.line() instanceof CommandLine.Argv, "name the shell with Command.of, not as a shell line");
        Check.require(shell.pty().isEmpty(), "a session has pipes; start a shell with Command.pty to drive it by hand");
        ShellSession session = new ShellSession(tools, shell);
        session.startNext();
        return session;
    }

    private LiveShell startNext() {
        shells++;
        Command command = template.id().isPresent() && shells > 1
                ? template.id(template.id().get() + "." + shells)
                : template;
        LiveShell started = LiveShell.start(tools, command);
        live = started;
        return started;
    }

    /**
     * Runs a line, at most {@link CommandTools#DEFAULT_TIMEOUT}.
     *
     * @param line one or more lines of shell, without NUL
     * @return how it ended and what it wrote
     * @throws ShadowException {@link ErrorCode#CLOSED}, {@link ErrorCode#INTERRUPTED}, which ends the shell
     */
    public ShellResult run(String line) {
        return run(line, CommandTools.DEFAULT_TIMEOUT);
    }

    /**
     * Runs a line.
     *
     * @param line one or more lines of shell, without NUL
     * @param timeout how long it may take, more than zero; then the shell is ended with all that it started
     * @return how it ended and what it wrote; after the timeout so far
     * @throws ShadowException {@link ErrorCode#CLOSED}, {@link ErrorCode#INTERRUPTED}, which ends the shell
     */
    public ShellResult run(String line, Duration timeout) {
        Check.text("line", line);
        Check.positive("timeout", timeout);
        try {
            turn.lockInterruptibly();
            try {
                return runInTurn(line, timeout);
            } finally {
                turn.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShadowException(
                    ErrorCode.INTERRUPTED, "the calling thread was interrupted, so the line was ended", e);
        }
    }

    private ShellResult runInTurn(String line, Duration timeout) throws InterruptedException {
        LiveShell shell = ready();
        long start = System.nanoTime();
        try {
            LiveShell.Outcome outcome = shell.run(line, directory, timeout);
            directory = outcome.directory();
            return new ShellResult(
                    outcome.exit(),
                    shell.stdout(),
                    shell.stderr(),
                    shell.takeBetween(),
                    outcome.directory(),
                    outcome.shell(),
                    Duration.ofNanos(System.nanoTime() - start));
        } catch (InterruptedException | RuntimeException | Error e) {
            endQuietly(shell, e); // nobody knows how far it came
            throw e;
        }
    }

    /** The shell that runs, or a new one in the directory of the one before. */
    private LiveShell ready() throws InterruptedException {
        LiveShell shell = live;
        if (closed || shell == null) {
            throw new ShadowException(ErrorCode.CLOSED, "the shell session was closed; open another one");
        }
        if (!shell.hasEnded()) {
            return shell;
        }
        LiveShell next = startNext();
        if (closed) {
            next.end();
        }
        if (!directory.isEmpty()) {
            next.run("cd -- '" + directory.replace("'", "'\\''") + "'", directory, CommandTools.DEFAULT_TIMEOUT);
        }
        return next;
    }

    private static void endQuietly(LiveShell shell, Throwable cause) {
        boolean interrupted = Thread.interrupted();
        try {
            shell.end();
        } catch (ShadowException e) {
            cause.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends the shell with all that it started, a line under way as well. Does nothing the second time. */
    @Override
    public void close() {
        closed = true;
        LiveShell shell = live;
        if (shell != null) {
            shell.end();
        }
    }
}
