package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Writes the files of a tree, and removes them. What it writes lies beneath directories that it has seen to be directories, so
 * that no link of a crafted tree leads it astray. Not thread-safe.
 */
final class TreeFiles {
    private final FileStore store;
    private final ObjectReader reader;
    private final Set<WorkspacePath> directories = new HashSet<>();

    TreeFiles(FileStore store, ObjectReader reader) {
        this.store = store;
        this.reader = reader;
        directories.add(WorkspacePath.ROOT);
    }

    /** Whether git lets a tree have this path: {@code .git} and what some file system takes for it are refused. */
    static boolean isSafe(String path) {
        return isSafe(path.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isSafe(byte[] raw) {
        try {
            new ObjectChecker().setSafeForMacOS(true).checkPath(raw, 0, raw.length);
            return true;
        } catch (CorruptObjectException e) {
            return false;
        }
    }

    static void requireSafe(byte[] raw, String path) {
        if (!isSafe(raw)) {
            throw new ShadowException(
                            ErrorCode.GIT_FAILED,
                            "the repository has a path that would harm this machine and is not written: '" + path + "'")
                    .with("path", path);
        }
    }

    /**
     * Writes a file, a link, or the empty directory of a submodule.
     *
     * @param replace whether a file or link that is there goes; else it is in the way
     * @return what an index has of it
     */
    DirCacheEntry write(String path, Item item, boolean replace) throws IOException {
        WorkspacePath to = WorkspacePath.parse(path);
        ensureDirectory(to.parent());
        if (item.isGitlink()) {
            ensureDirectory(to);
            return IndexEntries.bare(path, item);
        }
        ObjectLoader blob = reader.open(item.id(), Constants.OBJ_BLOB);
        if (item.isSymlink()) {
            if (replace && store.stat(to).isPresent()) {
                store.delete(to);
            }
            store.createLink(to, new String(blob.getBytes(1 << 16), StandardCharsets.UTF_8));
            return IndexEntries.bare(path, item);
        }
        boolean executable = FileMode.EXECUTABLE_FILE.equals(item.mode());
        FileEntry written = store.replace(to, Optional.of(executable), !replace, channel -> {
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
    void remove(String path) throws IOException {
        WorkspacePath file = WorkspacePath.parse(path);
        for (WorkspacePath above = file.parent(); !above.isRoot(); above = above.parent()) {
            Optional<FileEntry> entry = store.stat(above);
            if (entry.isEmpty() || entry.get().type() != FileType.DIRECTORY) {
                return;
            }
        }
        Optional<FileEntry> there = store.stat(file);
        if (there.isPresent() && there.get().type() != FileType.DIRECTORY) {
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

    /** Removes a directory in which there are only empty directories. What is no directory, or not there, stays. */
    void removeEmpty(String path) throws IOException {
        WorkspacePath directory = WorkspacePath.parse(path);
        Optional<FileEntry> there = store.stat(directory);
        if (there.isEmpty() || there.get().type() != FileType.DIRECTORY) {
            return;
        }
        for (FileEntry child : store.list(directory)) {
            removeEmpty(path + "/" + child.name());
        }
        store.delete(directory);
        directories.remove(directory);
    }
}
