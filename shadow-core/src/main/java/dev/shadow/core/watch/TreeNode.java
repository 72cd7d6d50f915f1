package dev.shadow.core.watch;

import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A name of the tree as it was told. There are as many as files, so it holds little: about 200 bytes with its name, its key
 * and its places in two maps. Used by the engine's worker alone.
 */
class TreeNode {
    /** Times of files are as coarse as the kernel's tick, of at most 10 ms: what was written so lately may look the same. */
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    final FileType type;

    @Nullable DirectoryNode parent; // null for the root and once it was removed

    String name;
    Object key;

    /** Seen to be gone, and held for a window, as it may have moved to where the hint is still to come. */
    boolean missing;

    private long size;
    private long modified;
    private boolean executable;
    private boolean fresh;

    TreeNode(FileEntry entry, long nowMillis) {
        this.type = entry.type();
        this.name = entry.name();
        this.key = entry.key();
        update(entry, false, nowMillis);
    }

    /** Takes over what is there now. Whether it is something else, as far as one can see, or is known to be. */
    final boolean update(FileEntry entry, boolean hinted, long nowMillis) {
        long nanos = entry.modified().to(TimeUnit.NANOSECONDS);
        boolean changed = (hinted && fresh)
                || !entry.key().equals(key)
                || entry.size() != size
                || nanos != modified
                || entry.executable() != executable;
        key = entry.key();
        size = entry.size();
        modified = nanos;
        executable = entry.executable();
        fresh = Math.abs(TimeUnit.MILLISECONDS.toNanos(nowMillis) - nanos) < FRESH_NANOS;
        return changed;
    }

    final boolean isDirectory() {
        return type == FileType.DIRECTORY;
    }

    final boolean isBeneath(TreeNode ancestor) {
        for (DirectoryNode each = parent; each != null; each = each.parent) {
            if (each == ancestor) {
                return true;
            }
        }
        return false;
    }

    final int depth() {
        int depth = 0;
        for (DirectoryNode each = parent; each != null; each = each.parent) {
            depth++;
        }
        return depth;
    }

    final WorkspacePath path() {
        Deque<String> names = new ArrayDeque<>();
        for (TreeNode each = this; each.parent != null; each = each.parent) {
            names.push(each.name);
        }
        WorkspacePath path = WorkspacePath.ROOT;
        for (String each : names) {
            path = path.child(each);
        }
        return path;
    }
}
