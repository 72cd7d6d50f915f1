package dev.shadow.core.git;

import dev.shadow.core.ignore.IgnoreRules;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/** What git would ignore if the files of a tree were the work tree. Not thread-safe. */
final class TreeIgnores {
    private static final int MOST_BYTES = 4 << 20;

    private final FileStore store;
    private final ObjectReader reader;
    private final ObjectId tree;
    private final Map<String, IgnoreRules> byDirectory = new HashMap<>();

    TreeIgnores(FileStore store, ObjectReader reader, ObjectId tree) {
        this.store = store;
        this.reader = reader;
        this.tree = tree;
    }

    boolean isIgnored(String path) throws IOException {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String directory = path.substring(0, slash);
            if (rules(parent(directory)).isIgnored(directory, true)) {
                return true;
            }
        }
        return rules(parent(path)).isIgnored(path, false);
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private IgnoreRules rules(String directory) throws IOException {
        IgnoreRules known = byDirectory.get(directory);
        if (known == null) {
            IgnoreRules above =
                    directory.isEmpty() ? IgnoreRules.above(store, WorkspacePath.ROOT) : rules(parent(directory));
            known = with(above, directory);
            byDirectory.put(directory, known);
        }
        return known;
    }

    private IgnoreRules with(IgnoreRules above, String directory) throws IOException {
        String file = directory.isEmpty() ? ".gitignore" : directory + "/.gitignore";
        try (TreeWalk found = TreeWalk.forPath(reader, file, tree)) {
            boolean isFile = found != null && (found.getRawMode(0) & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
            return isFile
                    ? above.with(
                            directory,
                            reader.open(found.getObjectId(0), Constants.OBJ_BLOB)
                                    .getBytes(MOST_BYTES))
                    : above;
        }
    }
}
