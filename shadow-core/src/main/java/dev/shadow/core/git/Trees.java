package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.io.IOException;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Trees of commits. */
final class Trees {
    private Trees() {}

    static Optional<ObjectId> head(Repository repository) throws IOException {
        return Optional.ofNullable(repository.resolve(Constants.HEAD + "^{commit}"));
    }

    static NavigableMap<String, Item> ofCommit(Repository repository, AnyObjectId commit) throws IOException {
        NavigableMap<String, Item> items = new TreeMap<>();
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk tree = new TreeWalk(reader)) {
            tree.addTree(iterator(reader, commit));
            tree.setRecursive(true);
            while (tree.next()) {
                items.put(tree.getPathString(), new Item(tree.getRawMode(0), tree.getObjectId(0)));
            }
        }
        return items;
    }

    /** Whether a commit has a file or directory. */
    static boolean has(Repository repository, AnyObjectId commit, String path) throws IOException {
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk found = TreeWalk.forPath(reader, path, treeOf(reader, commit))) {
            return found != null;
        }
    }

    /** Whether there are all these objects. */
    static boolean hasAll(Repository repository, Iterable<ObjectId> ids) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            for (ObjectId id : ids) {
                if (!reader.has(id)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What a commit has at a path; null for a directory, and for nothing. */
    static @Nullable Item item(ObjectReader reader, AnyObjectId commit, String path) throws IOException {
        try (TreeWalk found = TreeWalk.forPath(reader, path, treeOf(reader, commit))) {
            return found == null || found.isSubtree() ? null : new Item(found.getRawMode(0), found.getObjectId(0));
        }
    }

    /** Over the tree of a commit. */
    static CanonicalTreeParser iterator(ObjectReader reader, AnyObjectId commit) throws IOException {
        CanonicalTreeParser parser = new CanonicalTreeParser();
        parser.reset(reader, treeOf(reader, commit));
        return parser;
    }

    /** The tree of a commit, or a tree itself. */
    static ObjectId treeOf(ObjectReader reader, AnyObjectId commit) throws IOException {
        try (RevWalk walk = new RevWalk(reader)) {
            return walk.parseTree(commit).copy();
        } catch (MissingObjectException e) {
            throw new ShadowException(
                    ErrorCode.GIT_FAILED,
                    "the commit " + commit.name()
                            + " is not in the repository; fetch it, or prepare the workspace anew",
                    e);
        }
    }
}
