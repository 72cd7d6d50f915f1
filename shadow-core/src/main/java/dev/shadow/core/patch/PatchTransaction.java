package dev.shadow.core.patch;

import dev.shadow.Bytes;
import dev.shadow.core.patch.JournalRecord.Removal;
import dev.shadow.core.patch.JournalRecord.Write;
import dev.shadow.core.store.Failures;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes many files or none. The record of how to undo it is kept first; then files are written and those that go get
 * another name; with the record's end, or its replacement by one of leftovers, the patch is applied. Whoever calls holds the
 * locks of all paths.
 *
 * <p>Thread-safe.
 */
final class PatchTransaction {
    private static final Logger LOG = LoggerFactory.getLogger(PatchTransaction.class);

    private final FileStore store;
    private final PatchJournal journal;

    PatchTransaction(FileStore store, PatchJournal journal) {
        this.store = store;
        this.journal = journal;
    }

    void apply(String id, PatchPlan.Changes changes) throws InterruptedException {
        JournalRecord record = changes.record();
        Failures.translate("journal", () -> {
            journal.keep(id, record.encoded());
            return record;
        });
        boolean done = false;
        try {
            change(changes);
            commit(id, record);
            done = true;
        } finally {
            if (!done) {
                undoNow(id, record);
            }
        }
        try {
            finish(id, record);
        } catch (IOException | RuntimeException e) {
            LOG.warn("a patch was applied; what it removed is cleared away when the workspace is opened again", e);
        }
    }

    private void change(PatchPlan.Changes changes) throws InterruptedException {
        JournalRecord record = changes.record();
        for (WorkspacePath directory : record.directories()) {
            step(directory, () -> store.createDirectory(directory));
        }
        for (int i = 0; i < record.writes().size(); i++) {
            Write write = record.writes().get(i);
            byte[] content = changes.contents().get(i);
            Optional<Boolean> executable = changes.executable().get(i);
            step(
                    write.path(),
                    () -> store.replace(
                            write.path(),
                            executable,
                            !write.existed(),
                            target -> FileBytes.write(target, Bytes.wrap(content))));
        }
        for (Removal removal : record.removals()) {
            step(removal.path(), () -> store.move(removal.path(), removal.staged(), false));
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private static void step(WorkspacePath path, Step step) throws InterruptedException {
        Failures.translate(path, () -> {
            step.run();
            return path;
        });
    }

    private void commit(String id, JournalRecord record) throws InterruptedException {
        Failures.translate("journal", () -> {
            if (record.removals().isEmpty()) {
                journal.remove(id);
            } else {
                journal.keep(id, record.commit().encoded());
            }
            return record;
        });
    }

    /** An interrupt must not keep the files from coming back. */
    private void undoNow(String id, JournalRecord record) {
        boolean interrupted = Thread.interrupted();
        try {
            undo(record);
            journal.remove(id);
        } catch (IOException | InterruptedException | RuntimeException e) {
            LOG.error("a patch failed and could not be undone; it will be when the workspace is opened again", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Brings back what the record holds. What somebody else has changed since stays as it is. */
    void undo(JournalRecord record) throws IOException, InterruptedException {
        for (Removal removal : record.removals()) {
            if (store.stat(removal.staged()).isPresent()
                    && store.stat(removal.path()).isEmpty()) {
                store.move(removal.staged(), removal.path(), false);
            }
        }
        for (Write write : record.writes()) {
            if (holds(write.path(), write.newHash())) {
                undo(write);
            }
        }
        List<WorkspacePath> innerFirst = new ArrayList<>(record.directories());
        Collections.reverse(innerFirst);
        for (WorkspacePath directory : innerFirst) {
            deleteIfEmpty(directory);
        }
    }

    private void undo(Write write) throws IOException {
        if (write.existed()) {
            store.replace(
                    write.path(),
                    Optional.of(write.executable()),
                    false,
                    target -> FileBytes.write(target, write.old()));
        } else {
            store.delete(write.path());
        }
    }

    private boolean holds(WorkspacePath path, Bytes hash) throws IOException, InterruptedException {
        Optional<FileEntry> entry = store.stat(path);
        if (entry.isEmpty() || entry.get().type() != FileType.FILE) {
            return false;
        }
        MessageDigest digest = FileBytes.digest();
        FileBytes.read(store, path, (buffer, size) -> digest.update(buffer, 0, size));
        return Bytes.wrap(digest.digest()).equals(hash);
    }

    /** Removes what a committed patch has under other names, and as git does, directories that are empty now. */
    void finish(String id, JournalRecord record) throws IOException {
        for (Removal removal : record.removals()) {
            if (store.stat(removal.staged()).isPresent()) {
                store.delete(removal.staged());
            }
        }
        for (Removal removal : record.removals()) {
            WorkspacePath directory = removal.path().parent();
            while (!directory.isRoot() && deleteIfEmpty(directory)) {
                directory = directory.parent();
            }
        }
        journal.remove(id);
    }

    private boolean deleteIfEmpty(WorkspacePath directory) throws IOException {
        Optional<FileEntry> entry = store.stat(directory);
        if (entry.isEmpty()) {
            return true;
        }
        if (entry.get().type() != FileType.DIRECTORY || !store.list(directory).isEmpty()) {
            return false;
        }
        try {
            store.delete(directory);
            return true;
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            return false; // somebody was there in between
        }
    }
}
