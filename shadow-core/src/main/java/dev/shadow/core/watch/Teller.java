package dev.shadow.core.watch;

import dev.shadow.file.FileType;
import dev.shadow.watch.WatchEvent.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Is told each change of the tree just before it is made there. Used by the engine's worker alone. */
@FunctionalInterface
interface Teller {
    void tell(Kind kind, String path, Optional<String> oldPath, FileType type, @Nullable TreeImage moved);

    default void tell(Kind kind, TreeNode node) {
        tell(kind, node.path().toString(), Optional.empty(), node.type, null);
    }
}
