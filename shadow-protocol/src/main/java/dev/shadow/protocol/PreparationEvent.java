package dev.shadow.protocol;

import dev.shadow.PrepareEvent;
import java.util.Optional;

/**
 * What a preparation tells while it goes on. The last event has a handle or a problem.
 *
 * <p>Thread-safe.
 *
 * @param progress a step, or a part of one
 * @param handle the workspace is prepared and open
 * @param problem the preparation failed, and what it had made is gone
 */
public record PreparationEvent(
        Optional<PrepareEvent> progress, Optional<HandleInfo> handle, Optional<Problem> problem) {
    /**
     * Something goes on.
     *
     * @param event what
     * @return an event that is not the last
     */
    public static PreparationEvent progress(PrepareEvent event) {
        return new PreparationEvent(Optional.of(event), Optional.empty(), Optional.empty());
    }

    /**
     * It went well.
     *
     * @param handle the opened workspace
     * @return the last event
     */
    public static PreparationEvent done(HandleInfo handle) {
        return new PreparationEvent(Optional.empty(), Optional.of(handle), Optional.empty());
    }

    /**
     * It failed.
     *
     * @param problem why
     * @return the last event
     */
    public static PreparationEvent failed(Problem problem) {
        return new PreparationEvent(Optional.empty(), Optional.empty(), Optional.of(problem));
    }

    /**
     * Whether nothing follows.
     *
     * @return true with a handle or a problem
     */
    public boolean isLast() {
        return handle.isPresent() || problem.isPresent();
    }
}
