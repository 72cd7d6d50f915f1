package dev.shadow.core.git;

import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * What is to be known of a commit's tree before it is written.
 *
 * <p>Thread-safe.
 *
 * @param files how many there are
 * @param isText whether every name is UTF-8
 * @param attributes its {@code .gitattributes}
 */
record TreeShape(int files, boolean isText, List<ObjectId> attributes) {
    /** Refuses a tree with a path that would harm this machine. */
    static TreeShape of(Repository repository, AnyObjectId commit, Deadline deadline)
            throws IOException, InterruptedException {
        List<ObjectId> attributes = new ArrayList<>();
        int files = 0;
        boolean isText = true;
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk tree = new TreeWalk(reader)) {
            tree.addTree(Trees.iterator(reader, commit));
            tree.setRecursive(true);
            for (; tree.next(); files++) {
                deadline.check();
                byte[] path = tree.getRawPath();
                TreeFiles.requireSafe(path, tree.getPathString());
                isText &= IndexView.isText(path);
                if (isAttributes(path) && FileMode.REGULAR_FILE.equals(tree.getRawMode(0))) {
                    attributes.add(tree.getObjectId(0));
                }
            }
        }
        return new TreeShape(files, isText, attributes);
    }

    private static boolean isAttributes(byte[] path) {
        byte[] name = Constants.DOT_GIT_ATTRIBUTES.getBytes(StandardCharsets.US_ASCII);
        int start = path.length - name.length;
        return start >= 0
                && (start == 0 || path[start - 1] == '/')
                && Arrays.equals(path, start, path.length, name, 0, name.length);
    }

    /** Bytes of all files. */
    static long bytes(Repository repository, AnyObjectId commit, Deadline deadline)
            throws IOException, InterruptedException {
        long bytes = 0;
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk tree = new TreeWalk(reader)) {
            tree.addTree(Trees.iterator(reader, commit));
            tree.setRecursive(true);
            while (tree.next()) {
                deadline.check();
                if (!FileMode.GITLINK.equals(tree.getRawMode(0))) {
                    bytes += reader.getObjectSize(tree.getObjectId(0), Constants.OBJ_BLOB);
                }
            }
        }
        return bytes;
    }
}
