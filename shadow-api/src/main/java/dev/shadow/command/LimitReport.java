package dev.shadow.command;

import dev.shadow.command.ResourceLimits.Resource;

/**
 * What became of one limit that was asked for. A limit that the machine does not enforce is never claimed to be.
 *
 * <p>Thread-safe.
 *
 * @param resource what was limited
 * @param value to how much, in the unit of the resource
 * @param mechanism what enforced it
 * @param scope for people: what counted against it, such as {@code each process}, or why it was not enforced
 * @param reached whether the operating system says that it was reached; false also where it does not say
 */
public record LimitReport(Resource resource, long value, Mechanism mechanism, String scope, boolean reached) {
    /**
     * Whether the limit held.
     *
     * @return false when the command ran without it
     */
    public boolean isEnforced() {
        return mechanism != Mechanism.NONE;
    }

    /** What enforces a limit. More may follow in a minor release. */
    public enum Mechanism {
        /** The resource limits of POSIX, man page setrlimit(2). */
        RLIMIT,
        /** A control group of Linux, man page cgroups(7). */
        CGROUP,
        /** Nothing: the command ran without this limit. */
        NONE
    }
}
