package dev.shadow;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a workspace without opening it.
 *
 * <p>Thread-safe.
 *
 * @param id its id
 * @param taskId the task it was prepared for
 * @param state its state
 * @param location where its files are, for people: a directory, a pod
 * @param repository what it was cloned from
 * @param created when it was prepared
 */
public record WorkspaceStatus(
        String id,
        String taskId,
        State state,
        String location,
        Optional<RepositorySource> repository,
        Instant created) {
    /** The state of a workspace. */
    public enum State {
        /** A prepare has begun and neither ended nor rolled back. */
        PREPARING,
        /** It can be opened. */
        READY,
        /** Its work is kept and its machine released; {@link WorkspaceManager#resume} brings it back. */
        SUSPENDED,
        /** What it stands on is gone or damaged; the location says where to look. */
        BROKEN
    }
}
