package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.io.IOException;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Trees and the index as flat maps from path to item, in the order of the paths. */
final class Trees {
    private Trees() {}

    static Optional<ObjectId> head(Repository repository) throws IOException {
        return Optional.ofNullable(repository.resolve(Constants.HEAD + "^{commit}"));
    }

    /** The last commit's tree; empty before the first commit. */
    static NavigableMap<String, Item> ofHead(Repository repository) throws IOException {
        Optional<ObjectId> head = head(repository);
        return head.isPresent() ? ofCommit(repository, head.get()) : new TreeMap<>();
    }

    static NavigableMap<String, Item> ofCommit(Repository repository, AnyObjectId commit) throws IOException {
        try (ObjectReader reader = repository.newObjectReader();
                RevWalk walk = new RevWalk(reader)) {
            RevCommit parsed = walk.parseCommit(commit);
            NavigableMap<String, Item> items = new TreeMap<>();
            try (TreeWalk tree = new TreeWalk(reader)) {
                tree.addTree(parsed.getTree());
                tree.setRecursive(true);
                while (tree.next()) {
                    items.put(tree.getPathString(), new Item(tree.getRawMode(0), tree.getObjectId(0)));
                }
            }
            return items;
        } catch (MissingObjectException e) {
            throw new ShadowException(
                    ErrorCode.GIT_FAILED,
                    "the commit " + commit.name()
                            + " is not in the repository; fetch it, or prepare the workspace anew",
                    e);
        }
    }

    /** What is in the index without conflict. */
    static NavigableMap<String, Item> ofIndex(DirCache index) {
        NavigableMap<String, Item> items = new TreeMap<>();
        for (int i = 0; i < index.getEntryCount(); i++) {
            DirCacheEntry entry = index.getEntry(i);
            if (entry.getStage() == DirCacheEntry.STAGE_0 && !entry.isIntentToAdd()) {
                items.put(IndexEntries.path(entry), new Item(entry.getRawMode(), entry.getObjectId()));
            }
        }
        return items;
    }
}
