package dev.shadow.core.watch;

import dev.shadow.core.ignore.IgnoreRules;
import dev.shadow.core.store.FileEntry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A directory of the tree. Used by the engine's worker alone. */
final class DirectoryNode extends TreeNode {
    final Map<String, TreeNode> children = new HashMap<>();

    /** What the store watches it by; null when it could not be watched, as it may not be read. */
    @Nullable Object watch;

    /** What is ignored in it; null when that has to be read anew. */
    @Nullable IgnoreRules rules;

    /** Of the file that the rules were read from. */
    @Nullable FileEntry ignoreFile;

    DirectoryNode(FileEntry entry, long nowMillis) {
        super(entry, nowMillis);
    }
}
