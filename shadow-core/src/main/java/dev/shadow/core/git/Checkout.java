package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * Brings a work tree from one commit to another. What it writes lies beneath directories that it has seen to be directories, so
 * that no link of a crafted tree leads it astray. Not thread-safe.
 */
final class Checkout {
    private final Repository repository;
    private final FileStore store;
    private final Deadline deadline;
    private final RepositoryClone.Progress progress;
    private final ObjectChecker checker = new ObjectChecker().setSafeForMacOS(true);
    private final Set<WorkspacePath> directories = new HashSet<>();
    private final List<DirCacheEntry> entries = new ArrayList<>();

    Checkout(Repository repository, FileStore store, Deadline deadline, RepositoryClone.Progress progress) {
        this.repository = repository;
        this.store = store;
        this.deadline = deadline;
        this.progress = progress;
        directories.add(WorkspacePath.ROOT);
    }

    /**
     * Writes what differs.
     *
     * @param before what is there and unchanged, with its entries of the index
     * @return the entries of the new index
     */
    List<DirCacheEntry> to(AnyObjectId commit, NavigableMap<String, DirCacheEntry> before)
            throws IOException, InterruptedException {
        NavigableMap<String, Item> target = Trees.ofCommit(repository, commit);
        for (Map.Entry<String, DirCacheEntry> old : before.entrySet()) {
            if (!target.containsKey(old.getKey()) && !IndexView.isHidden(old.getValue())) {
                remove(old.getKey());
            }
        }
        try (ObjectReader reader = repository.newObjectReader();
                RevWalk walk = new RevWalk(reader);
                TreeWalk tree = new TreeWalk(reader)) {
            tree.addTree(walk.parseCommit(commit).getTree());
            tree.setRecursive(true);
            for (int done = 0; tree.next(); done++) {
                deadline.check();
                write(reader, tree, before);
                if (done % 100 == 0) {
                    progress.report((double) done / target.size(), "Writing files");
                }
            }
        }
        return entries;
    }

    private void write(ObjectReader reader, TreeWalk tree, Map<String, DirCacheEntry> before) throws IOException {
        byte[] raw = tree.getRawPath();
        String path = tree.getPathString();
        requireSafe(raw, path);
        Item item = new Item(tree.getRawMode(0), tree.getObjectId(0));
        DirCacheEntry old = before.get(path);
        if (old != null && new Item(old.getRawMode(), old.getObjectId()).equals(item)) {
            entries.add(old);
        } else if (!Arrays.equals(raw, path.getBytes(StandardCharsets.UTF_8))) {
            entries.add(unwritten(raw, item));
        } else {
            WorkspacePath to = WorkspacePath.parse(path);
            ensureDirectory(to.parent());
            entries.add(writeItem(reader, to, path, item, old));
        }
    }

    private void requireSafe(byte[] raw, String path) throws IOException {
        try {
            checker.checkPath(raw, 0, raw.length);
        } catch (CorruptObjectException e) {
            throw new ShadowException(
                            ErrorCode.GIT_FAILED,
                            "the repository has a path that would harm this machine and is not written: '" + path + "'",
                            e)
                    .with("path", path);
        }
    }

    /** A name that is no text: no file is made of it, and git is told not to miss it. */
    private static DirCacheEntry unwritten(byte[] raw, Item item) {
        DirCacheEntry entry = new DirCacheEntry(raw);
        entry.setFileMode(item.fileMode());
        entry.setObjectId(item.id());
        entry.setAssumeValid(true);
        return entry;
    }

    private DirCacheEntry writeItem(
            ObjectReader reader, WorkspacePath to, String path, Item item, @Nullable DirCacheEntry old)
            throws IOException {
        if (item.isGitlink()) {
            ensureDirectory(to);
            return IndexEntries.bare(path, item);
        }
        ObjectLoader blob = reader.open(item.id(), Constants.OBJ_BLOB);
        if (item.isSymlink()) {
            if (old != null) {
                remove(path);
            }
            store.createLink(to, new String(blob.getBytes(1 << 16), StandardCharsets.UTF_8));
            return IndexEntries.bare(path, item);
        }
        boolean executable = FileMode.EXECUTABLE_FILE.equals(item.mode());
        FileEntry written = store.replace(to, Optional.of(executable), old == null, channel -> {
            try (OutputStream out = Channels.newOutputStream(channel)) {
                blob.copyTo(out);
            }
        });
        return IndexEntries.of(path, item, written, blob.getSize());
    }

    private void ensureDirectory(WorkspacePath directory) throws IOException {
        if (directories.contains(directory)) {
            return;
        }
        ensureDirectory(directory.parent());
        Optional<FileEntry> there = store.stat(directory);
        if (there.isEmpty()) {
            store.createDirectory(directory);
        } else if (there.get().type() != FileType.DIRECTORY) {
            throw inTheWay(directory.toString());
        }
        directories.add(directory);
    }

    static ShadowException inTheWay(String path) {
        return new ShadowException(
                        ErrorCode.GIT_FAILED,
                        "'" + path + "' is in the way of a file of the branch; move it away, or commit it first")
                .with("path", path);
    }

    /** Removes a file, and the directories above it that are empty then. */
    private void remove(String path) throws IOException {
        WorkspacePath file = WorkspacePath.parse(path);
        for (WorkspacePath above = file.parent(); !above.isRoot(); above = above.parent()) {
            Optional<FileEntry> entry = store.stat(above);
            if (entry.isEmpty() || entry.get().type() != FileType.DIRECTORY) {
                return;
            }
        }
        if (store.stat(file).isPresent()) {
            store.delete(file);
        }
        try {
            for (WorkspacePath above = file.parent(); !above.isRoot(); above = above.parent()) {
                store.delete(above);
                directories.remove(above);
            }
        } catch (FileSystemException e) {
            // not empty
        }
    }
}
