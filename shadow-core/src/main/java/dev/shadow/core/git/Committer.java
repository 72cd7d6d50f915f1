package dev.shadow.core.git;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.FileStore;
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
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
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
    private static final GitIdentity NOBODY = new GitIdentity("Shadow", "shadow@localhost");
    private static final List<String> UNFINISHED =
            List.of("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply");

    private final GitDirectory git;
    private final FileStore store;

    Committer(GitDirectory git, FileStore store) {
        this.git = git;
        this.store = store;
    }

    CommitResult commit(CommitRequest request, Deadline deadline) throws IOException, InterruptedException {
        PathSelection selection = new PathSelection(request.paths());
        try (GitIndex.Held held = git.index().hold(deadline);
                ObjectInserter inserter = git.repository().newObjectInserter()) {
            IndexView index = new IndexView(held.state());
            requireReady(index);
            Optional<ObjectId> head = Trees.head(git.repository());
            NavigableMap<String, Item> before = Trees.ofHead(git.repository());
            WorkView view = look(selection, index, inserter, deadline);
            requireKnown(selection, view, index, before);
            List<DirCacheEditor.PathEdit> edits = edits(before, view, selection);
            List<DirCacheEntry> entries = newIndex(held.state().entries(), view, selection);
            if (edits.isEmpty()) {
                held.replace(entries);
                return new CommitResult(Optional.empty(), List.of());
            }
            RevCommit commit = write(request, head, writeTree(head, edits, inserter), inserter);
            held.replace(entries);
            return new CommitResult(Optional.of(Commits.info(commit)), changes(before, commit, deadline));
        }
    }

    private void requireReady(IndexView index) throws IOException {
        if (Refs.currentBranch(git.repository()).isEmpty()) {
            throw new ShadowException(
                    ErrorCode.GIT_FAILED,
                    "HEAD is detached, so a commit would belong to no branch; go to one with createShadowBranch");
        }
        if (!index.conflicts().isEmpty() || UNFINISHED.stream().anyMatch(git::has)) {
            throw new ShadowException(
                    ErrorCode.GIT_FAILED,
                    "a merge, rebase or the like is unfinished; finish or abort it with the git program first");
        }
    }

    private WorkView look(PathSelection selection, IndexView index, ObjectInserter inserter, Deadline deadline)
            throws IOException, InterruptedException {
        NavigableMap<String, WorkTree.Found> found = new WorkTree(store).scan(index.entries(), deadline);
        try (Blobs blobs = Blobs.keeping(store, inserter)) {
            return WorkView.of(found, index, blobs, selection::has, deadline);
        }
    }

    private static void requireKnown(
            PathSelection selection, WorkView view, IndexView index, NavigableMap<String, Item> before) {
        selection
                .firstWithout(List.of(
                        view.kept().keySet(),
                        view.repositories(),
                        index.entries().keySet(),
                        before.keySet()))
                .ifPresent(path -> Check.require(
                        false, "the path '" + path + "' names nothing that git knows here, now or in the last commit"));
    }

    /** Starts from the entries of the last commit, so that names which are no text stay what they are. */
    private ObjectId writeTree(Optional<ObjectId> head, List<DirCacheEditor.PathEdit> edits, ObjectInserter inserter)
            throws IOException {
        DirCache next = DirCache.newInCore();
        if (head.isPresent()) {
            DirCacheBuilder builder = next.builder();
            try (ObjectReader reader = git.repository().newObjectReader();
                    RevWalk walk = new RevWalk(reader)) {
                builder.addTree(
                        new byte[0],
                        DirCacheEntry.STAGE_0,
                        reader,
                        walk.parseCommit(head.get()).getTree());
            }
            builder.finish();
        }
        DirCacheEditor editor = next.editor();
        edits.forEach(editor::add);
        editor.finish();
        return next.writeTree(inserter);
    }

    private static List<DirCacheEditor.PathEdit> edits(
            NavigableMap<String, Item> before, WorkView view, PathSelection selection) {
        List<DirCacheEditor.PathEdit> edits = new ArrayList<>();
        for (String path : before.keySet()) {
            if (selection.has(path) && !view.kept().containsKey(path)) {
                edits.add(new DirCacheEditor.DeletePath(path));
            }
        }
        for (Map.Entry<String, WorkView.Kept> one : view.kept().entrySet()) {
            Item item = one.getValue().item();
            if (!item.equals(before.get(one.getKey()))) {
                edits.add(put(one.getKey(), item));
            }
        }
        return edits;
    }

    private static DirCacheEditor.PathEdit put(String path, Item item) {
        return new DirCacheEditor.PathEdit(path) {
            @Override
            public void apply(DirCacheEntry entry) {
                entry.setFileMode(item.fileMode());
                entry.setObjectId(item.id());
            }
        };
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

    /** The named paths as they were read; the others as they were staged. */
    private static List<DirCacheEntry> newIndex(DirCache old, WorkView view, PathSelection selection) {
        List<DirCacheEntry> entries = new ArrayList<>();
        for (int i = 0; i < old.getEntryCount(); i++) {
            DirCacheEntry entry = old.getEntry(i);
            WorkView.Kept kept = view.kept().get(IndexEntries.path(entry));
            boolean untouched = kept != null && kept.blob().isEmpty() && !entry.isIntentToAdd();
            if (!selection.has(IndexEntries.path(entry)) || untouched) {
                entries.add(kept == null ? entry : withMode(entry, kept.item()));
            }
        }
        view.kept().forEach((path, kept) -> kept.blob().ifPresent(blob -> entries.add(IndexEntries.of(path, blob))));
        return entries;
    }

    private static DirCacheEntry withMode(DirCacheEntry entry, Item item) {
        if (entry.getRawMode() == item.mode()) {
            return entry;
        }
        DirCacheEntry copy = new DirCacheEntry(entry);
        copy.setFileMode(item.fileMode());
        return copy;
    }

    private List<FileChange> changes(NavigableMap<String, Item> before, RevCommit commit, Deadline deadline)
            throws IOException, InterruptedException {
        try (TreeDiff diff = TreeDiff.stored(git.repository(), deadline)) {
            return diff.summaries(diff.changes(before, Trees.ofCommit(git.repository(), commit)));
        }
    }
}
