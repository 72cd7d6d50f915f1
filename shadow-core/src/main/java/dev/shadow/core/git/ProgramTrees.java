package dev.shadow.core.git;

import dev.shadow.Bytes;
import dev.shadow.core.ignore.IgnoreRules;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.Done;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Work on a tree through the git program, which is shown a {@link ProgramHome}. A look costs one process: the program compares
 * the tree with its own index, and where that differs from the index asked about, the answer is made here.
 *
 * <p>Thread-safe.
 */
final class ProgramTrees implements TreeWork {
    /** As many paths as this are told apart here; for more the program gets a new copy of the index. */
    private static final int MOST_APART = 256;

    private static final int MOST_OUTPUT = 256 << 20;
    private static final GitRunner.Result NOT_RUN = new GitRunner.Result(-1, Bytes.EMPTY, "");
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3})%");
    private static final WorkspacePath LOCK = WorkspacePath.parse(".git");

    private final GitDirectory git;
    private final FileStore store;
    private final TreeWork fallback;
    private final GitRunner runner;
    private final ProgramHome home;
    private final FileIndex ownIndex;

    ProgramTrees(GitDirectory git, FileStore store, TreeWork fallback, GitRunner runner, ProgramHome home) {
        this.git = git;
        this.store = store;
        this.fallback = fallback;
        this.runner = runner;
        this.home = home;
        this.ownIndex = new FileIndex(home.index().toFile(), git.repository().getFS());
    }

    @Override
    public WorkChanges changes(IndexView index, Deadline deadline) throws IOException, InterruptedException {
        Optional<WorkChanges> changes = store.locked(LOCK, deadline, () -> look(index, deadline));
        return changes.isPresent() ? changes.get() : fallback.changes(index, deadline);
    }

    /** Absent when there are names that are no text, which the program and the store show differently. */
    private Optional<WorkChanges> look(IndexView index, Deadline deadline) throws IOException, InterruptedException {
        home.prepare();
        Optional<NavigableSet<String>> apart = apart(MOST_APART, index);
        boolean stale = apart.isEmpty();
        GitRunner.Result result = NOT_RUN;
        if (!stale) {
            result = status(deadline);
            stale = result.exit() != 0; // the commit that HEAD names may be gone, or the copy damaged
        }
        if (stale) {
            ProgramHome.copyIndex(home.userIndex(), home.index());
            home.writeHead(Trees.head(git.repository()));
            apart = apart(Integer.MAX_VALUE, index);
            result = status(deadline);
        }
        if (result.exit() != 0) {
            throw new IOException("git status ended with " + result.exit() + ": " + result.errors());
        }
        Optional<PorcelainStatus> status = PorcelainStatus.parse(result.output().toByteArray());
        return status.isEmpty()
                ? Optional.empty()
                : Optional.of(new Answer(status.get(), index, apart.orElseThrow()).give());
    }

    private Optional<NavigableSet<String>> apart(int most, IndexView index) throws IOException {
        try {
            return IndexDifference.of(ownIndex.read(), index, most);
        } catch (CorruptObjectException e) {
            return Optional.empty();
        }
    }

    private GitRunner.Result status(Deadline deadline) throws IOException, InterruptedException {
        List<String> arguments = List.of("status", "--porcelain=v2", "-z", "--no-renames", "--ignore-submodules=all");
        return runner.run(home.call(home.index(), arguments, MOST_OUTPUT, line -> {}), deadline);
    }

    @Override
    public void checkout(Optional<ObjectId> from, ObjectId target, RepositoryClone.Progress progress, Deadline deadline)
            throws IOException, InterruptedException {
        store.locked(LOCK, deadline, () -> {
            try (GitIndex.Held held = git.index().hold(deadline)) {
                home.prepare();
                Files.deleteIfExists(home.newIndex());
                if (from.isPresent()) {
                    ProgramHome.copyIndex(home.userIndex(), home.newIndex());
                }
                readTree(from, target, progress, deadline);
                held.adopt(home.newIndex());
                Files.move(home.newIndex(), home.index(), StandardCopyOption.REPLACE_EXISTING);
                home.writeHead(Optional.of(target));
                return Done.DONE;
            }
        });
    }

    /** A merge of one or two trees with the work tree, which refuses to touch what is not as in the first; see git-read-tree(1). */
    private void readTree(
            Optional<ObjectId> from, ObjectId target, RepositoryClone.Progress progress, Deadline deadline)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("read-tree", "-v", "-m", "-u"));
        from.ifPresent(commit -> arguments.add(commit.name()));
        arguments.add(target.name());
        progress.report(0, "Writing files");
        GitRunner.Result result = runner.run(
                home.call(home.newIndex(), arguments, MOST_OUTPUT, line -> report(line, progress)), deadline);
        if (result.exit() != 0) {
            throw new IOException("git read-tree ended with " + result.exit() + ": " + result.errors());
        }
    }

    /** Such as "Updating files:  45% (9000/20000)". */
    private static void report(String line, RepositoryClone.Progress progress) {
        Matcher percent = PERCENT.matcher(line);
        if (percent.find()) {
            progress.report(Integer.parseInt(percent.group(1)) / 100.0, "Writing files " + percent.group());
        }
    }

    /** Translates what the program says of its own index. Not thread-safe. */
    private final class Answer {
        private final WorkChanges changes = new WorkChanges();
        private final PorcelainStatus status;
        private final IndexView index;
        private final NavigableSet<String> apart;

        Answer(PorcelainStatus status, IndexView index, NavigableSet<String> apart) {
            this.status = status;
            this.index = index;
            this.apart = apart;
        }

        WorkChanges give() throws IOException {
            for (String path : status.untracked()) {
                boolean isTemporary = path.substring(path.lastIndexOf('/') + 1).startsWith(FileStore.TEMPORARY_PREFIX);
                if (!apart.contains(path) && !isTemporary) {
                    changes.present().put(path, WorkChanges.Found.other(WorkChanges.Found.UNKNOWN_MODE));
                }
            }
            for (var one : status.modes().entrySet()) {
                if (!apart.contains(one.getKey())) {
                    addKnown(one.getKey(), one.getValue());
                }
            }
            for (String path : apart) {
                addApart(path);
            }
            changes.repositories().addAll(status.repositories());
            addSubmodules();
            return changes;
        }

        private void addKnown(String path, int mode) {
            DirCacheEntry known = Objects.requireNonNull(index.find(path));
            if (IndexView.isHidden(known)) {
                return;
            }
            if (mode == 0) {
                changes.missing().add(path);
            } else {
                changes.present().put(path, WorkChanges.Found.other(mode));
            }
        }

        /** The two indexes differ here, so that the file itself must tell. */
        private void addApart(String path) throws IOException {
            DirCacheEntry known = index.find(path);
            if (known != null && IndexView.isHidden(known)) {
                return;
            }
            boolean isFile = isFile(WorkspacePath.parse(path));
            if (known != null && isFile) {
                changes.present().put(path, WorkChanges.Found.unread(WorkChanges.Found.UNKNOWN_MODE));
            } else if (known != null) {
                changes.missing().add(path);
            } else if (isFile && !IgnoreRules.isIgnored(store, WorkspacePath.parse(path), false)) {
                changes.present().put(path, WorkChanges.Found.other(WorkChanges.Found.UNKNOWN_MODE));
            }
        }

        /** The program is told not to look into them. */
        private void addSubmodules() throws IOException {
            for (int i = index.gitlinks().nextSetBit(0);
                    i >= 0;
                    i = index.gitlinks().nextSetBit(i + 1)) {
                String path = IndexEntries.path(index.entry(i));
                if (store.stat(WorkspacePath.parse(path)).isEmpty()) {
                    changes.missing().add(path);
                }
            }
        }
    }

    private boolean isFile(WorkspacePath path) throws IOException {
        for (WorkspacePath above = path.parent(); !above.isRoot(); above = above.parent()) {
            Optional<FileEntry> entry = store.stat(above);
            if (entry.isEmpty() || entry.get().type() != FileType.DIRECTORY) {
                return false;
            }
        }
        Optional<FileEntry> entry = store.stat(path);
        return entry.isPresent()
                && (entry.get().type() == FileType.FILE || entry.get().type() == FileType.SYMBOLIC_LINK);
    }
}
