package dev.shadow;

import dev.shadow.command.Command;
import dev.shadow.spi.Check;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Workspaces that begin where another one is. Each has a task of its own, named like its id, and so its own shadow branch; its
 * history, base, remote, identity and rule for the last close are those of the origin.
 *
 * <p>Thread-safe.
 *
 * @param origin the id of the workspace to begin at
 * @param ids the ids of the new workspaces, 1 to 100, each also its task id
 * @param checkpoint the checkpoint of the origin to begin at; absent: its files as they are now
 * @param setup commands that run in each new workspace, such as to install what is ignored by git and so not brought along
 */
@Experimental
public record ForkSpec(String origin, List<String> ids, Optional<String> checkpoint, List<Command> setup) {
    private static final int MOST_FORKS = 100;

    /**
     * Checks the ids.
     *
     * @param origin the component of that name
     * @param ids the component of that name
     * @param checkpoint the component of that name
     * @param setup the component of that name
     */
    public ForkSpec {
        Check.text("workspace id", origin);
        ids = List.copyOf(ids);
        setup = List.copyOf(setup);
        Check.range("the number of forks", ids.size(), 1, MOST_FORKS);
        ids.forEach(WorkspaceSpec::forTask);
        Check.require(
                new HashSet<>(ids).size() == ids.size() && !ids.contains(origin),
                "the ids of forks must differ from each other and from their origin's: " + ids);
    }

    /**
     * Forks of a workspace as it is now.
     *
     * @param origin its id
     * @param ids the ids of the new ones
     * @return the spec
     */
    public static ForkSpec of(String origin, String... ids) {
        return new ForkSpec(origin, List.of(ids), Optional.empty(), List.of());
    }

    /**
     * A copy that begins at a checkpoint of the origin.
     *
     * @param checkpointId which
     * @return the copy
     */
    public ForkSpec at(String checkpointId) {
        return new ForkSpec(origin, ids, Optional.of(checkpointId), setup);
    }

    /**
     * A copy with setup commands.
     *
     * @param commands run in order in each new workspace; the first that does not exit with 0 fails the fork
     * @return the copy
     */
    public ForkSpec setup(Command... commands) {
        return new ForkSpec(origin, ids, checkpoint, List.of(commands));
    }
}
