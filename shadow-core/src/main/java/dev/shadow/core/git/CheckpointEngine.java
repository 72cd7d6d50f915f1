package dev.shadow.core.git;

import dev.shadow.Bytes;
import dev.shadow.Capability;
import dev.shadow.core.store.FileStore;
import dev.shadow.git.Checkpoint;
import dev.shadow.git.CheckpointRequest;
import dev.shadow.git.GitIdentity;
import dev.shadow.git.GitOperation;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.Done;
import dev.shadow.spi.OperationTable;
import java.io.IOException;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;

/** Checkpoints: taken, listed, restored, deleted. Thread-safe. */
final class CheckpointEngine {
    private final GitDirectory git;
    private final Snapshots snapshots;
    private final Restorer restorer;
    private final Checkpoints checkpoints;

    CheckpointEngine(GitDirectory git, FileStore store, TreeWork trees) {
        this.git = git;
        this.snapshots = new Snapshots(git, store, trees);
        this.restorer = new Restorer(git, store, trees);
        this.checkpoints = new Checkpoints(git.repository());
    }

    void register(OperationTable.Builder table) {
        table.can(Capability.CHECKPOINTS)
                .on(
                        GitOperation.CreateCheckpoint.class,
                        (operation, call) ->
                                GitEngine.run(operation, call, deadline -> create(operation.request(), deadline)))
                .on(
                        GitOperation.RestoreCheckpoint.class,
                        (operation, call) ->
                                GitEngine.run(operation, call, deadline -> restore(operation.checkpointId(), deadline)))
                .on(
                        GitOperation.ListCheckpoints.class,
                        (operation, call) -> GitEngine.run(operation, call, deadline -> checkpoints.list()))
                .on(
                        GitOperation.DeleteCheckpoint.class,
                        (operation, call) ->
                                GitEngine.run(operation, call, deadline -> delete(operation.checkpointId(), deadline)));
    }

    Checkpoint create(CheckpointRequest request, Deadline deadline) throws IOException, InterruptedException {
        return git.alone(deadline, () -> {
            try (ObjectInserter inserter = git.repository().newObjectInserter()) {
                GitIdentity by = git.state().load().identity().orElse(Committer.NOBODY);
                ObjectId commit = CheckpointCommit.write(request, snapshots.take(inserter, deadline), by, inserter);
                Checkpoint kept = checkpoints.add(commit);
                checkpoints.prune(request.keep());
                return kept;
            }
        });
    }

    private Map<String, Bytes> restore(String id, Deadline deadline) throws IOException, InterruptedException {
        return git.alone(deadline, () -> {
            CheckpointCommit kept = checkpoints.find(id);
            restorer.restore(kept, deadline);
            try (ObjectReader reader = git.repository().newObjectReader()) {
                return kept.attachments(reader);
            }
        });
    }

    private Done delete(String id, Deadline deadline) throws IOException, InterruptedException {
        return git.alone(deadline, () -> {
            checkpoints.delete(id);
            return Done.DONE;
        });
    }

    void recover(Deadline deadline) throws IOException, InterruptedException {
        git.alone(deadline, () -> {
            restorer.recover(deadline);
            return Done.DONE;
        });
    }
}
