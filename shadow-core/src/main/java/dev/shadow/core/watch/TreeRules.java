package dev.shadow.core.watch;

import dev.shadow.ShadowException;
import dev.shadow.core.ignore.IgnoreRules;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Objects;

/** What of the disk is in the tree: all but {@code .git} and what git ignores. Used by the engine's worker alone. */
final class TreeRules {
    private final FileStore files;

    TreeRules(FileStore files) {
        this.files = files;
    }

    /** Whether an entry of a directory is in the tree; the prefix is that of paths in the directory. */
    static boolean isSeen(DirectoryNode directory, String prefix, FileEntry entry) {
        IgnoreRules rules = directory.rules;
        return !entry.name().equalsIgnoreCase(".git")
                && (rules == null || !rules.isIgnored(prefix + entry.name(), entry.type() == FileType.DIRECTORY));
    }

    static String prefix(DirectoryNode directory) {
        return directory.parent == null ? "" : directory.path() + "/";
    }

    /** Reads the rules of a directory when they may be others than before. Whether they may. */
    boolean read(DirectoryNode directory, List<FileEntry> entries) throws IOException {
        FileEntry file = entries.stream()
                .filter(entry -> entry.name().equals(IgnoreRules.FILE) && entry.type() == FileType.FILE)
                .findFirst()
                .orElse(null);
        if (directory.rules != null && Objects.equals(file, directory.ignoreFile)) {
            return false;
        }
        directory.ignoreFile = file;
        IgnoreRules above = above(directory);
        directory.rules = file == null ? above : withOwn(above, directory, file);
        return true;
    }

    private IgnoreRules withOwn(IgnoreRules above, DirectoryNode directory, FileEntry file) throws IOException {
        try {
            return above.with(files, directory.path(), List.of(file));
        } catch (ShadowException | NotDirectoryException e) {
            return above; // something else took its place just now, of which a hint is on its way
        }
    }

    private IgnoreRules above(DirectoryNode directory) throws IOException {
        DirectoryNode above = directory.parent;
        if (above == null) {
            return IgnoreRules.above(files, WorkspacePath.ROOT);
        }
        return above.rules == null ? IgnoreRules.NONE : above.rules;
    }
}
