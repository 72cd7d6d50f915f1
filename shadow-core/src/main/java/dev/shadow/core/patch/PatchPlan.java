package dev.shadow.core.patch;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.patch.FilePatch.Action;
import dev.shadow.core.patch.JournalRecord.Removal;
import dev.shadow.core.patch.JournalRecord.Write;
import dev.shadow.core.store.Failures;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.PatchedFile;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Tries a patch on the files, without changing one. Whoever calls holds the locks of all paths. Not thread-safe. */
final class PatchPlan {
    private final FileStore store;
    private final PatchTargets targets;
    private final Deadline deadline;
    private final String id;

    private final List<Write> writes = new ArrayList<>();
    private final List<byte[]> contents = new ArrayList<>();
    private final List<Optional<Boolean>> executables = new ArrayList<>();
    private final List<Removal> removals = new ArrayList<>();
    private final TreeSet<WorkspacePath> directories = new TreeSet<>();
    private final List<PatchedFile> results = new ArrayList<>();
    private long bytes;

    PatchPlan(FileStore store, PatchTargets targets, String id, Deadline deadline) {
        this.store = store;
        this.targets = targets;
        this.id = id;
        this.deadline = deadline;
    }

    /**
     * What is to be done.
     *
     * @param record how to undo it
     * @param contents the new content of each write of the record
     * @param executable the executable bit of each write, when it is to be set
     * @param results for the caller of the patch
     */
    record Changes(
            JournalRecord record,
            List<byte[]> contents,
            List<Optional<Boolean>> executable,
            List<PatchedFile> results) {}

    Changes make() throws InterruptedException {
        for (PatchTargets.Target target : targets.all()) {
            deadline.check();
            Failures.translate(target.path(), () -> {
                add(target);
                return target;
            });
        }
        JournalRecord record = new JournalRecord(false, writes, removals, new ArrayList<>(directories));
        return new Changes(record, contents, executables, results);
    }

    private void add(PatchTargets.Target target) throws IOException, InterruptedException {
        FilePatch patch = target.patch();
        switch (patch.action()) {
            case ADD -> {
                create(target, patched(target, new byte[0]), patch.executable());
                result(target, PatchedFile.Kind.ADDED, patch.removed());
            }
            case UPDATE -> update(target);
            case DELETE, DELETE_UNSEEN -> {
                int lines = patch.action() == Action.DELETE ? requireEmptied(target) : lines(target);
                remove(target);
                result(target, PatchedFile.Kind.DELETED, lines);
            }
        }
    }

    private void update(PatchTargets.Target target) throws IOException, InterruptedException {
        FilePatch patch = target.patch();
        FileEntry entry = targets.requireFile(target.path());
        byte[] old = read(target.path());
        byte[] changed = patched(target, old);
        if (target.moves()) {
            create(target, changed, Optional.of(patch.executable().orElse(entry.executable())));
            remove(target);
            result(target, PatchedFile.Kind.MOVED, patch.removed());
        } else {
            write(
                    new Write(target.path(), true, entry.executable(), Bytes.wrap(old), hash(changed)),
                    changed,
                    patch.executable());
            result(target, PatchedFile.Kind.MODIFIED, patch.removed());
        }
    }

    private void create(PatchTargets.Target target, byte[] content, Optional<Boolean> executable) throws IOException {
        WorkspacePath path = target.newPath();
        targets.requireFree(path);
        directories.addAll(targets.missingDirectories(path));
        write(new Write(path, false, false, Bytes.wrap(new byte[0]), hash(content)), content, executable);
    }

    private void write(Write write, byte[] content, Optional<Boolean> executable) {
        account(write.path(), content.length);
        writes.add(write);
        contents.add(content);
        executables.add(executable);
    }

    private void remove(PatchTargets.Target target) {
        String name = FileStore.TEMPORARY_PREFIX + id + "-" + removals.size();
        removals.add(new Removal(target.path(), target.path().parent().child(name)));
    }

    private byte[] patched(PatchTargets.Target target, byte[] old) throws InterruptedException {
        return PatchedText.apply(target.path(), old, target.patch(), deadline);
    }

    private int requireEmptied(PatchTargets.Target target) throws IOException, InterruptedException {
        targets.requireFile(target.path());
        if (patched(target, read(target.path())).length > 0) {
            throw new ShadowException(
                            ErrorCode.PATCH_CONFLICT,
                            "the patch deletes '" + target.path() + "' (line "
                                    + target.patch().patchLine() + " of the patch), and the file holds more than the"
                                    + " lines it removes; nothing was changed. Read the file again")
                    .with("path", target.path())
                    .with("line", target.patch().patchLine());
        }
        return target.patch().removed();
    }

    private int lines(PatchTargets.Target target) throws IOException, InterruptedException {
        targets.requireFile(target.path());
        int[] count = {0, '\n'};
        FileBytes.read(store, target.path(), (buffer, size) -> {
            deadline.check();
            for (int i = 0; i < size; i++) {
                count[0] += buffer[i] == '\n' ? 1 : 0;
                count[1] = buffer[i];
            }
        });
        return count[1] == '\n' ? count[0] : count[0] + 1;
    }

    private byte[] read(WorkspacePath path) throws IOException, InterruptedException {
        byte[] content = FileBytes.whole(store, path, FileBytes.MOST - bytes);
        account(path, content.length);
        return content;
    }

    private void account(WorkspacePath path, int size) {
        bytes += size;
        if (bytes > FileBytes.MOST) {
            throw FileBytes.tooLarge(path);
        }
    }

    private void result(PatchTargets.Target target, PatchedFile.Kind kind, int removed) {
        Optional<String> oldPath = target.moves() ? Optional.of(target.path().toString()) : Optional.empty();
        results.add(new PatchedFile(
                target.newPath().toString(), oldPath, kind, target.patch().added(), removed));
    }

    private static Bytes hash(byte[] content) {
        return Bytes.wrap(FileBytes.digest().digest(content));
    }
}
