package dev.shadow.shell;

import dev.shadow.command.Exit;
import dev.shadow.command.Output;
import java.time.Duration;

/**
 * How a line of a {@link ShellSession} ended and what it wrote.
 *
 * <p>Thread-safe.
 *
 * @param exit the line's exit status, as {@code $?} tells it, where a child that a signal ended shows as 128 plus its number;
 *     how the shell itself ended, when it did; or that the line took too long
 * @param stdout what was written to the standard output while the line ran, to the byte
 * @param stderr what was written to the standard error while the line ran; empty when it is merged
 * @param between what children of earlier lines wrote, to either, after their line had ended and before this one began
 * @param directory the shell's directory after the line
 * @param shell what became of the shell
 * @param duration how long it took
 */
public record ShellResult(
        Exit exit, Output stdout, Output stderr, Output between, String directory, Shell shell, Duration duration) {
    /** What became of the shell. */
    public enum Shell {
        /** It goes on with its variables, functions and children. */
        KEPT,
        /** It ended with all of these. The next line gets a new one, in the directory where this one was. */
        ENDED
    }

    /**
     * The outcome for people, with what became of the shell when it ended.
     *
     * @return such as {@code exited with 1}
     */
    public String describe() {
        return shell == Shell.KEPT
                ? exit.describe()
                : exit.describe() + "; the shell ended, so its variables, functions and background children are gone,"
                        + " and the next line gets a new one in " + directory;
    }
}
