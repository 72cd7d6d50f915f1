package dev.shadow;

import java.util.regex.Pattern;

/**
 * The name of something a backend can do. What a backend lacks it refuses with {@link ErrorCode#UNSUPPORTED}, naming the
 * capability. A value and not an enum, so that backends can add their own.
 *
 * <p>Thread-safe.
 *
 * @param name upper-case letters, digits and underscores, at most 64
 */
public record Capability(String name) {
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    /** {@link FileTools} without patches. */
    public static final Capability FILES = new Capability("FILES");
    /** {@link FileTools#applyPatch}. */
    public static final Capability PATCHES = new Capability("PATCHES");
    /** Files keep an executable bit. */
    public static final Capability EXECUTABLE_BIT = new Capability("EXECUTABLE_BIT");
    /** Symbolic links exist, and are followed inside the workspace only. */
    public static final Capability SYMBOLIC_LINKS = new Capability("SYMBOLIC_LINKS");
    /** Paths are resolved on directory handles, so that no race can lead a call out of the workspace. */
    public static final Capability DIRECTORY_HANDLES = new Capability("DIRECTORY_HANDLES");
    /** {@link SearchTools}. */
    public static final Capability SEARCH = new Capability("SEARCH");
    /** {@link CommandTools}: start, follow, wait, kill. */
    public static final Capability COMMANDS = new Capability("COMMANDS");
    /** Commands are real programs of an operating system; without it they are answered by a script. */
    public static final Capability REAL_PROGRAMS = new Capability("REAL_PROGRAMS");
    /** Input can be written to a running command. */
    public static final Capability STDIN_OPEN = new Capability("STDIN_OPEN");
    /** An exit by a signal is told apart from an exit code. */
    public static final Capability SIGNAL_EXIT = new Capability("SIGNAL_EXIT");
    /** Any signal can be sent; without it only TERM and KILL. */
    public static final Capability SIGNALS = new Capability("SIGNALS");
    /** Commands run in a pseudo-terminal when asked to. */
    public static final Capability PTY = new Capability("PTY");
    /** Commands run confined when asked to. */
    public static final Capability SANDBOX = new Capability("SANDBOX");
    /** Limits of CPU time, memory, processes, open files and file size. */
    public static final Capability RESOURCE_LIMITS = new Capability("RESOURCE_LIMITS");
    /** {@link GitManager} without checkpoints. */
    public static final Capability GIT = new Capability("GIT");
    /** Repositories whose history is cut off, as by a clone of limited depth, can be cloned. */
    public static final Capability SHALLOW_HISTORY = new Capability("SHALLOW_HISTORY");
    /** Submodules are cloned when asked for. */
    public static final Capability SUBMODULES = new Capability("SUBMODULES");
    /** The content of files that a repository keeps in Git LFS is brought. */
    public static final Capability GIT_LFS = new Capability("GIT_LFS");
    /** {@link GitManager#checkpoint} and {@link GitManager#restore}. */
    public static final Capability CHECKPOINTS = new Capability("CHECKPOINTS");
    /** {@link WorkspaceManager#fork}, {@link WorkspaceManager#compare} and {@link WorkspaceManager#adopt}. */
    public static final Capability FORKS = new Capability("FORKS");
    /** {@link GitManager#mergeBase}. */
    public static final Capability MERGE = new Capability("MERGE");
    /** {@link TerminalBuffer}. */
    public static final Capability TERMINAL = new Capability("TERMINAL");
    /** {@link TerminalBuffer#persist} and {@link TerminalBuffer#restore}. */
    public static final Capability TERMINAL_LOG = new Capability("TERMINAL_LOG");
    /** {@link Workspace#watch}. */
    public static final Capability WATCH = new Capability("WATCH");
    /** {@link WorkspaceManager#suspend} and {@link WorkspaceManager#resume}. */
    public static final Capability SUSPEND = new Capability("SUSPEND");

    /**
     * Checks the form of the name.
     *
     * @param name the component of that name
     */
    public Capability {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("capability must match " + NAME + ": " + name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
