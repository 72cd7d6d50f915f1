package dev.shadow.command;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a command that was started.
 *
 * <p>Thread-safe.
 *
 * @param id its id
 * @param commandLine what it runs, for people
 * @param started when
 * @param pid the process id, where there is one
 * @param exit how it ended; absent while it runs
 */
public record CommandInfo(String id, String commandLine, Instant started, OptionalLong pid, Optional<Exit> exit) {
    /**
     * Whether it still runs.
     *
     * @return false once there is an exit
     */
    public boolean isRunning() {
        return exit.isEmpty();
    }
}
