package dev.shadow.command;

/** Which output of a command. Each is byte-exact and has offsets of its own. */
public enum Channel {
    /** Standard output. */
    STDOUT,
    /** Standard error; empty when it is merged. */
    STDERR,
    /** Both, in the order in which they were read. That order is exact with merged standard error or a pseudo-terminal. */
    MERGED
}
