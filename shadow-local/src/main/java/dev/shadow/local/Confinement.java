package dev.shadow.local;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Sandbox;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.core.store.ProcessStore.RunningProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Starts commands of one workspace in sandboxes.
 *
 * <p>A sandbox ends with the thread that started it (man page prctl(2), {@code PR_SET_PDEATHSIG}), so each has one that stays
 * until its end.
 *
 * <p>Thread-safe.
 */
final class Confinement {
    private final Path tree;
    private final Supplier<List<Path>> hidden;

    /**
     * For one workspace.
     *
     * @param tree the work tree, without links in its path
     * @param hidden what of Shadow's is not shown: its state and the trees of other workspaces
     */
    Confinement(Path tree, Supplier<List<Path>> hidden) {
        this.tree = tree;
        this.hidden = hidden;
    }

    /** What is to be started in place of a command's own program. */
    Launch apply(Launch launch, Sandbox sandbox) {
        Programs.requireInterpreter(launch.program(), launch.name());
        List<Path> places = hidden.get();
        requireShown(launch, places);
        return launch.through(Bubblewrap.program(), Bubblewrap.arguments(sandbox, tree, places, launch));
    }

    /** A program that the sandbox hides would end as exit code 1 of the sandbox's own. */
    private void requireShown(Launch launch, List<Path> places) {
        Path program = launch.program();
        boolean isHidden = program.startsWith("/tmp")
                || program.startsWith("/var/tmp")
                || places.stream().anyMatch(program::startsWith);
        if (isHidden && !program.startsWith(tree)) {
            throw new ShadowException(
                            ErrorCode.PROGRAM_NOT_FOUND,
                            "the program " + program + " is hidden in the sandbox; copy it into the workspace")
                    .with("program", launch.name());
        }
    }

    /**
     * Starts what {@link #apply} made.
     *
     * @param launch with whatever else was put around it
     * @param control starts it
     */
    static RunningProcess start(Launch launch, ProcessControl control) {
        CompletableFuture<RunningProcess> started = new CompletableFuture<>();
        Threads.system().blocking().execute(() -> {
            try {
                RunningProcess process = control.start(launch);
                CompletableFuture<Boolean> ended = process.exit().handle((exit, error) -> true);
                started.complete(new ConfinedProcess(process, launch.mark(), control));
                ended.join();
            } catch (RuntimeException | Error e) {
                started.completeExceptionally(e);
            }
        });
        try {
            return started.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ShadowException known ? known : e;
        }
    }
}
