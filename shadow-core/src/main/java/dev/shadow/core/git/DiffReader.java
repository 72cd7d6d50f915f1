package dev.shadow.core.git;

import dev.shadow.core.store.FileStore;
import dev.shadow.git.DiffRequest;
import dev.shadow.git.DiffRequest.Sides;
import dev.shadow.git.DiffResult;
import dev.shadow.git.FileChange;
import dev.shadow.spi.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;

/** Answers {@link dev.shadow.GitManager#diff}. Thread-safe. */
final class DiffReader {
    private final GitDirectory git;
    private final FileStore store;
    private final TreeWork trees;
    private final ShadowBranches branches;

    DiffReader(GitDirectory git, FileStore store, TreeWork trees, ShadowBranches branches) {
        this.git = git;
        this.store = store;
        this.trees = trees;
        this.branches = branches;
    }

    DiffResult read(DiffRequest request, Deadline deadline) throws IOException, InterruptedException {
        PathSelection selection = new PathSelection(request.paths());
        IndexView index = git.index().read();
        OverlayReader reader = new OverlayReader(git.repository().newObjectReader(), store);
        try (TreeDiff diff = new TreeDiff(git.repository(), reader, deadline)) {
            TreeSides sides = stored(request.sides(), index);
            if (request.sides() != Sides.INDEX_TO_HEAD) {
                WorkView view = work(request.sides(), selection, index, deadline);
                reader.add(view);
                sides = sides.overlaid(view, index);
            }
            TreeSides selected = sides.select(selection::has);
            Set<String> undecided = new HashSet<>(index.conflicts().keySet());
            undecided.removeIf(path -> !selection.has(path));
            return render(diff, diff.changes(selected.before(), selected.after(), undecided), request);
        }
    }

    /** What the repository itself knows of the difference. */
    private TreeSides stored(Sides sides, IndexView index) throws IOException {
        if (sides == Sides.WORK_TREE_TO_INDEX) {
            return new TreeSides();
        }
        Optional<ObjectId> base = sides == Sides.WORK_TREE_TO_BASE ? branches.currentBase() : Optional.empty();
        Optional<ObjectId> commit = base.isPresent() ? base : Trees.head(git.repository());
        return TreeSides.between(git.repository(), commit, index);
    }

    private WorkView work(Sides sides, PathSelection selection, IndexView index, Deadline deadline)
            throws IOException, InterruptedException {
        WorkChanges changes = trees.changes(index, deadline);
        Predicate<String> wanted = sides == Sides.WORK_TREE_TO_INDEX
                ? path -> selection.has(path) && index.find(path) != null
                : selection::has;
        try (Blobs blobs = Blobs.hashing(store)) {
            return WorkView.of(changes, blobs, wanted, deadline);
        }
    }

    static DiffResult render(TreeDiff diff, List<TreeChange> changes, DiffRequest request)
            throws IOException, InterruptedException {
        List<TreeChange> shown = changes.subList(0, Math.min(changes.size(), request.maxFiles()));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        List<FileChange> files = new ArrayList<>();
        boolean truncated = false;
        for (TreeChange change : shown) {
            files.add(diff.summary(change));
            if (!truncated && request.maxBytes() > 0) {
                byte[] part = diff.text(change);
                truncated = text.size() + (long) part.length > request.maxBytes();
                text.write(part, 0, truncated ? 0 : part.length);
            }
        }
        return new DiffResult(text.toString(StandardCharsets.UTF_8), files, truncated, shown.size() < changes.size());
    }
}
