package dev.shadow.command;

import java.time.Duration;
import java.util.List;

/**
 * How a command ended and what it wrote. A result and never an exception, whatever the exit.
 *
 * <p>Thread-safe.
 *
 * @param id the command's id
 * @param exit how it ended
 * @param stdout its standard output
 * @param stderr its standard error; empty when merged
 * @param merged both in the order in which they were read
 * @param duration from its start to its end
 * @param limits what became of each limit that was asked for
 */
public record CommandResult(
        String id,
        Exit exit,
        Output stdout,
        Output stderr,
        Output merged,
        Duration duration,
        List<LimitReport> limits) {
    /**
     * Keeps its own list.
     *
     * @param id the component of that name
     * @param exit the component of that name
     * @param stdout the component of that name
     * @param stderr the component of that name
     * @param merged the component of that name
     * @param duration the component of that name
     * @param limits the component of that name
     */
    public CommandResult {
        limits = List.copyOf(limits);
    }

    /**
     * Whether a process of the command was ended because the command used all the memory that it might. Known where a
     * control group enforced the limit of memory; elsewhere allocations fail, and what comes of that is up to the program.
     *
     * @return false also when it is not known
     */
    public boolean isOutOfMemory() {
        return limits.stream().anyMatch(limit -> limit.resource() == ResourceLimits.Resource.MEMORY && limit.reached());
    }
}
