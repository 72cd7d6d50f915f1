package dev.shadow.core.git;

import dev.shadow.git.ChangeKind;
import dev.shadow.git.FileChange;
import dev.shadow.spi.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.api.errors.CanceledException;
import org.eclipse.jgit.diff.DiffConfig;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.patch.FileHeader;
import org.eclipse.jgit.util.QuotedString;

/** Compares two trees: which paths differ, by how many lines, and as text. Not thread-safe. */
final class TreeDiff implements AutoCloseable {
    /** What is larger counts as binary, so that a comparison holds at most two such texts. */
    private static final int MOST_TEXT_BYTES = 16 << 20;

    /** How much two files have in common for a rename, as the git program has it. */
    private static final int SIMILAR_PERCENT = 50;

    private final ObjectReader reader;
    private final Repository repository;
    private final Deadline deadline;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final DiffFormatter formatter = new DiffFormatter(out);

    TreeDiff(Repository repository, ObjectReader reader, Deadline deadline) {
        this.repository = repository;
        this.reader = reader;
        this.deadline = deadline;
        formatter.setReader(reader, repository.getConfig());
        formatter.setBinaryFileThreshold(MOST_TEXT_BYTES);
        formatter.setQuotePaths(true);
    }

    /** A comparison of what is in the repository. */
    static TreeDiff stored(Repository repository, Deadline deadline) {
        return new TreeDiff(repository, repository.newObjectReader(), deadline);
    }

    /** What differs, by path. */
    List<TreeChange> changes(NavigableMap<String, Item> before, NavigableMap<String, Item> after)
            throws IOException, InterruptedException {
        return changes(before, after, Set.of());
    }

    /**
     * What differs, by path.
     *
     * @param undecided paths that are shown as in conflict, whether they differ or not
     */
    List<TreeChange> changes(NavigableMap<String, Item> before, NavigableMap<String, Item> after, Set<String> undecided)
            throws IOException, InterruptedException {
        List<TreeChange> changes = new ArrayList<>();
        List<DiffEntry> comings = new ArrayList<>();
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        paths.addAll(undecided);
        for (String path : paths) {
            Item old = before.get(path);
            Item now = after.get(path);
            if (undecided.contains(path)) {
                changes.add(TreeChange.conflicted(path, old, now));
                continue;
            }
            if (Objects.equals(old, now)) {
                continue;
            }
            TreeChange change = TreeChange.of(path, old, now);
            if (change.kind() == ChangeKind.ADDED || change.kind() == ChangeKind.DELETED) {
                comings.add(change.entry());
            } else {
                changes.add(change);
            }
        }
        renames(comings).stream().map(TreeChange::of).forEach(changes::add);
        changes.sort(Comparator.comparing(TreeChange::path));
        return changes;
    }

    private List<DiffEntry> renames(List<DiffEntry> entries) throws IOException, InterruptedException {
        deadline.check();
        RenameDetector detector =
                new RenameDetector(reader, repository.getConfig().get(DiffConfig.KEY));
        detector.setRenameScore(SIMILAR_PERCENT);
        detector.setBigFileThreshold(MOST_TEXT_BYTES);
        detector.addAll(entries);
        try {
            return detector.compute(CallMonitor.silent(deadline));
        } catch (CanceledException e) {
            deadline.check();
            throw new IOException("the search for renames was cancelled", e);
        }
    }

    /** The numbers of one change. */
    FileChange summary(TreeChange change) throws IOException, InterruptedException {
        int added = 0;
        int removed = 0;
        boolean binary = false;
        for (DiffEntry part : change.parts()) {
            deadline.check();
            FileHeader header = formatter.toFileHeader(part);
            binary |= header.getPatchType() != FileHeader.PatchType.UNIFIED;
            for (Edit edit : header.toEditList()) {
                added += edit.getLengthB();
                removed += edit.getLengthA();
            }
        }
        return new FileChange(
                change.path(), change.oldPath(), change.kind(), binary ? 0 : added, binary ? 0 : removed, binary);
    }

    List<FileChange> summaries(List<TreeChange> changes) throws IOException, InterruptedException {
        List<FileChange> files = new ArrayList<>();
        for (TreeChange change : changes) {
            files.add(summary(change));
        }
        return files;
    }

    /** One change as a unified diff. */
    byte[] text(TreeChange change) throws IOException, InterruptedException {
        out.reset();
        for (DiffEntry part : change.parts()) {
            deadline.check();
            FileHeader header = formatter.toFileHeader(part);
            if (header.getPatchType() == FileHeader.PatchType.UNIFIED) {
                writeText(part);
            } else {
                writeBinary(header, part);
            }
        }
        return out.toByteArray();
    }

    /** git-diff(1) ends a name that has a space in it with a tab, so that patch(1) reads it whole; JGit does not. */
    private void writeText(DiffEntry part) throws IOException {
        int start = out.size();
        formatter.format(part);
        formatter.flush();
        boolean oldSpace = part.getOldPath().indexOf(' ') >= 0;
        boolean newSpace = part.getNewPath().indexOf(' ') >= 0;
        if (!oldSpace && !newSpace) {
            return;
        }
        byte[] all = out.toByteArray();
        String text = new String(all, start, all.length - start, StandardCharsets.ISO_8859_1);
        int body = text.indexOf("\n@@ ");
        if (body < 0) {
            return;
        }
        String head = text.substring(0, body + 1);
        head = oldSpace ? head.replaceFirst("(?m)^(--- .*)$", "$1\t") : head;
        head = newSpace ? head.replaceFirst("(?m)^(\\+\\+\\+ .*)$", "$1\t") : head;
        out.reset();
        out.write(all, 0, start);
        out.writeBytes((head + text.substring(body + 1)).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** JGit says only that binary files differ; git-diff(1) says which. */
    private void writeBinary(FileHeader header, DiffEntry part) {
        String text = new String(header.getBuffer(), StandardCharsets.UTF_8);
        int end = text.indexOf("\n--- ") >= 0 ? text.indexOf("\n--- ") : text.indexOf("\nBinary files differ");
        String head = end < 0 ? text : text.substring(0, end + 1);
        String line =
                "Binary files " + name("a/", part.getOldPath()) + " and " + name("b/", part.getNewPath()) + " differ\n";
        out.writeBytes((head + line).getBytes(StandardCharsets.UTF_8));
    }

    private static String name(String prefix, String path) {
        return path.equals(DiffEntry.DEV_NULL) ? path : QuotedString.GIT_PATH.quote(prefix + path);
    }

    @Override
    public void close() {
        formatter.close();
        reader.close();
    }
}
