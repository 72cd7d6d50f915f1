package dev.shadow.core.patch;

import dev.shadow.Capability;
import dev.shadow.core.store.Failures;
import dev.shadow.core.store.FileStore;
import dev.shadow.file.FileOperation;
import dev.shadow.file.PatchResult;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.OperationTable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Applies patches over a store, all or nothing. Declares {@link Capability#PATCHES}.
 *
 * <p>Thread-safe.
 */
public final class PatchEngine {
    private final FileStore store;
    private final PatchJournal journal;
    private final PatchTransaction transaction;

    /**
     * An engine over a store.
     *
     * @param store the files
     * @param journal where patches under way are recorded
     */
    public PatchEngine(FileStore store, PatchJournal journal) {
        this.store = store;
        this.journal = journal;
        this.transaction = new PatchTransaction(store, journal);
    }

    /**
     * Adds the handler of this engine.
     *
     * @param table to be filled
     */
    public void register(OperationTable.Builder table) {
        table.can(Capability.PATCHES)
                .on(FileOperation.ApplyPatch.class, (o, call) -> apply(o.patch(), call.deadline()));
    }

    private PatchResult apply(String patch, Deadline deadline) throws InterruptedException {
        PatchTargets targets = PatchTargets.of(store, PatchParser.parse(patch));
        return Failures.translate(
                "patch",
                () -> store.lockedAll(targets.paths(), deadline, () -> {
                    String id = UUID.randomUUID().toString();
                    PatchPlan.Changes changes = new PatchPlan(store, targets, id, deadline).make();
                    deadline.check();
                    transaction.apply(id, changes);
                    return new PatchResult(changes.results());
                }));
    }

    /**
     * Undoes or ends what killed processes left of their patches, and waits for those that are still at work. To be called
     * before a workspace is used.
     *
     * @param deadline when to give up waiting
     * @throws IOException when journal or files cannot be read or written
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    public void recover(Deadline deadline) throws IOException, InterruptedException {
        for (String id : journal.ids()) {
            Optional<byte[]> found = journal.read(id);
            if (found.isPresent()) {
                store.lockedAll(JournalRecord.decode(found.get()).paths(), deadline, () -> recover(id));
            }
        }
    }

    /** The process that held the locks may have ended its patch by now. */
    private List<String> recover(String id) throws IOException, InterruptedException {
        Optional<byte[]> found = journal.read(id);
        if (found.isPresent()) {
            JournalRecord record = JournalRecord.decode(found.get());
            if (record.committed()) {
                transaction.finish(id, record);
            } else {
                transaction.undo(record);
                journal.remove(id);
            }
        }
        return List.of();
    }
}
