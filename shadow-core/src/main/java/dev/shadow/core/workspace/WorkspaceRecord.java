package dev.shadow.core.workspace;

import dev.shadow.OnLastClose;
import dev.shadow.RepositorySource;
import dev.shadow.WorkspaceSpec;
import dev.shadow.WorkspaceStatus;
import dev.shadow.git.GitIdentity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What a backend remembers of a workspace.
 *
 * <p>Thread-safe.
 *
 * @param id its id
 * @param taskId its task
 * @param state PREPARING until all steps are done
 * @param repository what it was cloned from
 * @param directory where the caller wanted it
 * @param identity who commits when nobody is named
 * @param onLastClose what becomes of commands at the last close
 * @param created when it was prepared
 */
public record WorkspaceRecord(
        String id,
        String taskId,
        WorkspaceStatus.State state,
        Optional<RepositorySource> repository,
        Optional<Path> directory,
        Optional<GitIdentity> identity,
        OnLastClose onLastClose,
        Instant created) {
    static WorkspaceRecord preparing(WorkspaceSpec spec, Instant now) {
        return new WorkspaceRecord(
                spec.id(),
                spec.taskId(),
                WorkspaceStatus.State.PREPARING,
                spec.repository(),
                spec.directory(),
                spec.identity(),
                spec.onLastClose(),
                now);
    }

    WorkspaceRecord ready() {
        return new WorkspaceRecord(
                id, taskId, WorkspaceStatus.State.READY, repository, directory, identity, onLastClose, created);
    }

    /** What a repeated prepare may change without making another workspace of it. */
    WorkspaceRecord updatedBy(WorkspaceSpec spec) {
        return new WorkspaceRecord(
                id,
                taskId,
                state,
                repository,
                directory,
                spec.identity().isPresent() ? spec.identity() : identity,
                spec.onLastClose(),
                created);
    }

    boolean describes(WorkspaceSpec spec) {
        return taskId.equals(spec.taskId())
                && repository.equals(spec.repository())
                && (spec.directory().isEmpty() || directory.equals(spec.directory()));
    }
}
