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
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Answers {@link dev.shadow.GitManager#diff}. Thread-safe. */
final class DiffReader {
    private final GitDirectory git;
    private final FileStore store;
    private final ShadowBranches branches;

    DiffReader(GitDirectory git, FileStore store, ShadowBranches branches) {
        this.git = git;
        this.store = store;
        this.branches = branches;
    }

    DiffResult read(DiffRequest request, Deadline deadline) throws IOException, InterruptedException {
        PathSelection selection = new PathSelection(request.paths());
        GitIndex.State state = git.index().read();
        OverlayReader reader = new OverlayReader(git.repository().newObjectReader(), store);
        try (TreeDiff diff = new TreeDiff(git.repository(), reader, deadline)) {
            NavigableMap<String, Item> before = before(request.sides(), state);
            NavigableMap<String, Item> after;
            if (request.sides() == Sides.INDEX_TO_HEAD) {
                after = Trees.ofIndex(state.entries());
            } else {
                WorkView view = work(request.sides(), selection, new IndexView(state), deadline);
                reader.add(view);
                after = view.items();
            }
            return render(diff, diff.changes(select(before, selection), select(after, selection)), request.maxBytes());
        }
    }

    private NavigableMap<String, Item> before(Sides sides, GitIndex.State state) throws IOException {
        return switch (sides) {
            case WORK_TREE_TO_HEAD, INDEX_TO_HEAD -> Trees.ofHead(git.repository());
            case WORK_TREE_TO_INDEX -> Trees.ofIndex(state.entries());
            case WORK_TREE_TO_BASE ->
                branches.currentBase().isPresent()
                        ? Trees.ofCommit(
                                git.repository(), branches.currentBase().get())
                        : Trees.ofHead(git.repository());
        };
    }

    private WorkView work(Sides sides, PathSelection selection, IndexView index, Deadline deadline)
            throws IOException, InterruptedException {
        NavigableMap<String, WorkTree.Found> found = new WorkTree(store).scan(index.entries(), deadline);
        Predicate<String> wanted = sides == Sides.WORK_TREE_TO_INDEX
                ? path -> selection.has(path) && index.entries().containsKey(path)
                : selection::has;
        try (Blobs blobs = Blobs.hashing(store)) {
            return WorkView.of(found, index, blobs, wanted, deadline);
        }
    }

    private static NavigableMap<String, Item> select(NavigableMap<String, Item> items, PathSelection selection) {
        NavigableMap<String, Item> selected = new TreeMap<>(items);
        selected.keySet().removeIf(path -> !selection.has(path));
        return selected;
    }

    private static DiffResult render(TreeDiff diff, List<TreeChange> changes, int maxBytes)
            throws IOException, InterruptedException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        List<FileChange> files = new ArrayList<>();
        boolean truncated = false;
        for (TreeChange change : changes) {
            FileChange file = diff.summary(change);
            files.add(file);
            if (!truncated) {
                byte[] part = diff.text(change);
                truncated = text.size() + (long) part.length > maxBytes;
                text.write(part, 0, truncated ? 0 : part.length);
            }
        }
        return new DiffResult(text.toString(StandardCharsets.UTF_8), files, truncated);
    }
}
