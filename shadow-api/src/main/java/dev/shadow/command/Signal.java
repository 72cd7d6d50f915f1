package dev.shadow.command;

import dev.shadow.spi.Check;

/**
 * A signal, as in the POSIX header {@code signal.h}.
 *
 * <p>Thread-safe.
 *
 * @param name without {@code SIG}
 */
public record Signal(String name) {
    /** Please end. */
    public static final Signal TERM = new Signal("TERM");
    /** End now. */
    public static final Signal KILL = new Signal("KILL");
    /** As by Ctrl-C. */
    public static final Signal INT = new Signal("INT");
    /** The terminal went away. */
    public static final Signal HUP = new Signal("HUP");
    /** As by Ctrl-\. */
    public static final Signal QUIT = new Signal("QUIT");

    /**
     * Checks the name.
     *
     * @param name the component of that name
     */
    public Signal {
        Check.require(name.matches("[A-Z][A-Z0-9]{1,15}"), "a signal is named like TERM or USR1, not " + name);
    }

    @Override
    public String toString() {
        return name;
    }
}
