package dev.shadow.local;

import dev.shadow.Capability;
import dev.shadow.command.Signal;
import dev.shadow.core.store.ProcessStore.RunningProcess;
import java.util.Set;

/**
 * How processes are started and ended. There are several ways, which differ in what they can do; which of them a store has is
 * decided once, when it is made, and told by their capabilities.
 *
 * <p>Implementations must be thread-safe.
 */
interface ProcessControl extends AutoCloseable {
    /**
     * What processes started here can do.
     *
     * @return such as {@link Capability#SIGNALS}
     */
    Set<Capability> capabilities();

    /**
     * Starts a program.
     *
     * @param launch which, and how; holds nothing that these capabilities exclude
     * @return the process, running
     * @throws dev.shadow.ShadowException {@link dev.shadow.ErrorCode#PROGRAM_NOT_EXECUTABLE},
     *     {@link dev.shadow.ErrorCode#TOO_LARGE}, {@link dev.shadow.ErrorCode#IO_ERROR}
     */
    RunningProcess start(Launch launch);

    /**
     * Sends a signal to a process that a process started here has started.
     *
     * @param pid its number; nothing happens when there is no such process
     * @param signal what to send
     * @throws dev.shadow.ShadowException {@link dev.shadow.ErrorCode#UNSUPPORTED} when this cannot
     */
    void signal(long pid, Signal signal);

    /** Removes what was prepared for later starts. Processes that run go on and keep their pipes. */
    @Override
    void close();
}
