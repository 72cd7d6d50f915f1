package dev.shadow.core.patch;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.patch.FilePatch.Action;
import dev.shadow.core.store.Failures;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which files of the workspace a patch means: paths without links, each once. Thread-safe. */
final class PatchTargets {
    private final FileStore store;
    private final List<Target> all;
    private final SortedSet<WorkspacePath> paths;

    /**
     * One file.
     *
     * @param patch what is done to it
     * @param path without links
     * @param newPath the same unless it moves
     */
    record Target(FilePatch patch, WorkspacePath path, WorkspacePath newPath) {
        boolean moves() {
            return !path.equals(newPath);
        }
    }

    private PatchTargets(FileStore store, List<Target> all, SortedSet<WorkspacePath> paths) {
        this.store = store;
        this.all = all;
        this.paths = paths;
    }

    static PatchTargets of(FileStore store, List<FilePatch> patches) throws InterruptedException {
        List<Target> all = new ArrayList<>();
        TreeSet<WorkspacePath> paths = new TreeSet<>();
        for (FilePatch patch : patches) {
            Target target = Failures.translate(patch.path(), () -> resolve(store, patch));
            requireOnce(paths.add(target.path()), patch, target.path());
            requireOnce(!target.moves() || paths.add(target.newPath()), patch, target.newPath());
            all.add(target);
        }
        return new PatchTargets(store, List.copyOf(all), paths);
    }

    private static void requireOnce(boolean first, FilePatch patch, WorkspacePath path) {
        if (!first) {
            throw PatchLines.invalid(
                    patch.patchLine(), "the file '" + path + "' is in the patch twice; put its hunks together");
        }
    }

    /** Content is changed through a link; what comes, goes or moves is the name itself. */
    private static Target resolve(FileStore store, FilePatch patch) throws IOException {
        WorkspacePath written = WorkspacePath.parse(patch.path()).requireWritable();
        WorkspacePath newWritten = WorkspacePath.parse(patch.newPath()).requireWritable();
        if (patch.action() == Action.UPDATE && written.equals(newWritten)) {
            WorkspacePath path = store.resolve(written).requireWritable();
            return new Target(patch, path, path);
        }
        return new Target(patch, name(store, written), name(store, newWritten));
    }

    private static WorkspacePath name(FileStore store, WorkspacePath path) throws IOException {
        return store.resolve(path.parent()).child(path.name()).requireWritable();
    }

    List<Target> all() {
        return all;
    }

    /** In the order in which they are locked. */
    Collection<WorkspacePath> paths() {
        return paths;
    }

    FileEntry requireFile(WorkspacePath path) throws IOException {
        FileEntry entry = store.stat(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
        if (entry.type() != FileType.FILE) {
            throw new ShadowException(
                            ErrorCode.NOT_A_FILE,
                            "'" + path + "' is no regular file, and patches change no others; nothing was changed")
                    .with("path", path);
        }
        return entry;
    }

    void requireFree(WorkspacePath path) throws IOException {
        if (store.stat(path).isPresent()) {
            throw new ShadowException(
                            ErrorCode.ALREADY_EXISTS,
                            "the patch makes '" + path + "', and that exists already; nothing was changed. Update the"
                                    + " file instead, or choose another path")
                    .with("path", path);
        }
    }

    /** The directories that a new file needs, outer ones first. */
    Collection<WorkspacePath> missingDirectories(WorkspacePath file) throws IOException {
        Deque<WorkspacePath> missing = new ArrayDeque<>();
        for (WorkspacePath path = file.parent(); !path.isRoot(); path = path.parent()) {
            Optional<FileEntry> entry = store.stat(path);
            boolean taken = entry.isPresent() ? entry.get().type() != FileType.DIRECTORY : paths.contains(path);
            if (taken) {
                throw new ShadowException(
                                ErrorCode.NOT_A_DIRECTORY,
                                "'" + path + "' is a file, and the patch needs a directory there; nothing was changed")
                        .with("path", path);
            }
            if (entry.isPresent()) {
                break;
            }
            missing.push(path);
        }
        return missing;
    }
}
