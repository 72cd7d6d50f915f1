package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.CommitResult;
import dev.shadow.git.FileChange;
import dev.shadow.git.GitIdentity;
import dev.shadow.spi.Check;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Commits the work tree, step by step and without any program. Thread-safe. */
final class Committer {
    static final GitIdentity NOBODY = new GitIdentity("Shadow", "shadow@localhost");
    private final GitDirectory git;
    private final FileStore store;
    private final TreeWork trees;

    Committer(GitDirectory git, FileStore store, TreeWork trees) {
        this.git = git;
        this.store = store;
        this.trees = trees;
    }

    CommitResult commit(CommitRequest request, Deadline deadline) throws IOException, InterruptedException {
        PathSelection selection = new PathSelection(request.paths());
        try (GitIndex.Held held = git.index().hold(deadline);
                ObjectInserter inserter = git.repository().newObjectInserter()) {
            IndexView index = held.view();
            requireReady(index);
            Optional<ObjectId> head = Trees.head(git.repository());
            WorkChanges changes = trees.changes(index, deadline);
            requireKnown(selection, changes, index, head);
            WorkView view = store(changes, selection, inserter, deadline);
            TreeSides sides = TreeSides.between(git.repository(), head, index)
                    .overlaid(view, index)
                    .select(selection::has);
            List<DirCacheEntry> entries = newIndex(index, view);
            if (sides.isEmpty()) {
                held.replace(entries);
                return new CommitResult(Optional.empty(), List.of());
            }
            RevCommit commit = write(request, head, writeTree(head, sides, inserter), inserter);
            held.replace(entries);
            return new CommitResult(Optional.of(Commits.info(commit)), summaries(sides, deadline));
        }
    }

    private void requireReady(IndexView index) throws IOException {
        if (Refs.currentBranch(git.repository()).isEmpty()) {
            throw new ShadowException(
                    ErrorCode.GIT_FAILED,
                    "HEAD is detached, so a commit would belong to no branch; go to one with createShadowBranch");
        }
        if (!index.conflicts().isEmpty() || git.isUnfinished()) {
            throw new ShadowException(
                    ErrorCode.GIT_FAILED,
                    "a merge, rebase or the like is unfinished; finish or abort it with the git program first");
        }
    }

    private WorkView store(WorkChanges changes, PathSelection selection, ObjectInserter inserter, Deadline deadline)
            throws IOException, InterruptedException {
        try (Blobs blobs = Blobs.keeping(store, inserter)) {
            return WorkView.of(changes, blobs, selection::has, deadline);
        }
    }

    private void requireKnown(PathSelection selection, WorkChanges changes, IndexView index, Optional<ObjectId> head)
            throws IOException {
        for (WorkspacePath path : selection.without(List.of(changes.present().keySet(), changes.repositories()))) {
            String text = path.toString();
            boolean known = index.find(text) != null
                    || index.hasBeneath(text)
                    || (head.isPresent() && Trees.has(git.repository(), head.get(), text));
            Check.require(
                    known, "the path '" + path + "' names nothing that git knows here, now or in the last commit");
        }
    }

    private ObjectId writeTree(Optional<ObjectId> head, TreeSides sides, ObjectInserter inserter) throws IOException {
        try (ObjectReader reader = git.repository().newObjectReader()) {
            Optional<ObjectId> tree =
                    head.isPresent() ? Optional.of(Trees.treeOf(reader, head.get())) : Optional.empty();
            return new TreeWriter(reader, inserter).write(tree, sides.edits());
        }
    }

    private RevCommit write(CommitRequest request, Optional<ObjectId> head, ObjectId tree, ObjectInserter inserter)
            throws IOException {
        GitIdentity author =
                request.author().orElse(git.state().load().identity().orElse(NOBODY));
        PersonIdent who = new PersonIdent(author.name(), author.email(), Instant.now(), ZoneId.systemDefault());
        CommitBuilder builder = new CommitBuilder();
        builder.setTreeId(tree);
        head.ifPresent(builder::setParentId);
        builder.setAuthor(who);
        builder.setCommitter(who);
        builder.setEncoding(StandardCharsets.UTF_8);
        builder.setMessage(CommitMessages.withCoAuthors(request.message(), request.coAuthors()));
        ObjectId id = inserter.insert(builder);
        inserter.flush();
        Repository repository = git.repository();
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(id);
            RefUpdate update = repository.updateRef(Constants.HEAD);
            update.setExpectedOldObjectId(head.orElse(ObjectId.zeroId()));
            update.setNewObjectId(id);
            update.setRefLogIdent(who);
            update.setRefLogMessage(
                    (head.isPresent() ? "commit: " : "commit (initial): ") + commit.getShortMessage(), false);
            RefUpdates.require(update.update(walk), "move the branch to the new commit");
            return commit;
        }
    }

    /** What was looked at as it was read; the others as they were staged. */
    private static List<DirCacheEntry> newIndex(IndexView old, WorkView view) {
        BitSet replaced = new BitSet();
        List<DirCacheEntry> entries = new ArrayList<>();
        view.missing().forEach(path -> mark(path, old, replaced));
        view.kept().forEach((path, kept) -> {
            DirCacheEntry known = old.find(path);
            mark(path, old, replaced);
            if (kept.blob().isPresent()) {
                entries.add(IndexEntries.of(path, kept.blob().get()));
            } else if (known != null) {
                entries.add(withMode(known, kept.item()));
            }
        });
        for (int i = replaced.nextClearBit(0); i < old.size(); i = replaced.nextClearBit(i + 1)) {
            entries.add(old.entry(i));
        }
        return entries;
    }

    private static void mark(String path, IndexView index, BitSet positions) {
        int position = index.position(path);
        if (position >= 0) {
            positions.set(position, index.end(position));
        }
    }

    private static DirCacheEntry withMode(DirCacheEntry entry, Item item) {
        DirCacheEntry copy = new DirCacheEntry(entry);
        copy.setFileMode(item.fileMode());
        return copy;
    }

    private List<FileChange> summaries(TreeSides sides, Deadline deadline) throws IOException, InterruptedException {
        try (TreeDiff diff = TreeDiff.stored(git.repository(), deadline)) {
            return diff.summaries(diff.changes(sides.before(), sides.after()));
        }
    }
}
