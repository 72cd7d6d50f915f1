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

    private Checkpoint create(CheckpointRequest request, Deadline deadline) throws IOException, InterruptedException {
        return git.alone(deadline, () -> add(request, deadline));
    }

    /** Keeps the state under a ref. The caller keeps others away. */
    Checkpoint add(CheckpointRequest request, Deadline deadline) throws IOException, InterruptedException {
        Checkpoint kept = checkpoints.add(write(request, deadline));
        checkpoints.prune(request.keep());
        return kept;
    }

    /** Writes the state without a ref. The caller keeps others away. */
    ObjectId write(CheckpointRequest request, Deadline deadline) throws IOException, InterruptedException {
        try (ObjectInserter inserter = git.repository().newObjectInserter()) {
            GitIdentity by = git.state().load().identity().orElse(Committer.NOBODY);
            return CheckpointCommit.write(request, snapshots.take(inserter, deadline), by, inserter);
        }
    }

    Snapshots.Snapshot snapshot(ObjectInserter inserter, Deadline deadline) throws IOException, InterruptedException {
        return snapshots.take(inserter, deadline);
    }

    CheckpointCommit find(String id) throws IOException {
        return checkpoints.find(id);
    }

    /** Makes the files what they were. The caller keeps others away. */
    void bringBack(CheckpointCommit kept, Deadline deadline) throws IOException, InterruptedException {
        restorer.restore(kept, deadline);
    }

    private Map<String, Bytes> restore(String id, Deadline deadline) throws IOException, InterruptedException {
        return git.alone(deadline, () -> {
            CheckpointCommit kept = find(id);
            bringBack(kept, deadline);
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
