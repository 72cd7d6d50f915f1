package dev.shadow.core.file;

import dev.shadow.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.util.QuotedString;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two contents, line by line, by JGit's histogram diff.
 *
 * <p>Thread-safe.
 */
final class LineDiff {
    private static final int CONTEXT_LINES = 3;

    private final Bytes skipped;
    private final RawText before;
    private final RawText after;
    private final EditList edits;

    private LineDiff(Bytes skipped, RawText before, RawText after, EditList edits) {
        this.skipped = skipped;
        this.before = before;
        this.after = after;
        this.edits = edits;
    }

    /** The arrays must not change any more. */
    static LineDiff between(byte[] oldContent, byte[] newContent) {
        ChangedLines changed = ChangedLines.between(oldContent, newContent, CONTEXT_LINES);
        RawText before = new RawText(Arrays.copyOfRange(oldContent, changed.from(), changed.toBefore()));
        RawText after = new RawText(Arrays.copyOfRange(newContent, changed.from(), changed.toAfter()));
        Bytes skipped = Bytes.wrap(oldContent).slice(0, changed.from());
        return new LineDiff(skipped, before, after, edits(before, after));
    }

    private static EditList edits(RawText before, RawText after) {
        HistogramDiff histogram = new HistogramDiff();
        histogram.setFallbackAlgorithm(new BoundedMyers());
        return histogram.diff(RawTextComparator.DEFAULT, before, after);
    }

    int linesAdded() {
        return edits.stream().mapToInt(Edit::getLengthB).sum();
    }

    int linesRemoved() {
        return edits.stream().mapToInt(Edit::getLengthA).sum();
    }

    /** With the two header lines; a path with unusual characters is quoted as git does. */
    String unified(String path) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(
                ("--- " + QuotedString.GIT_PATH_MINIMAL.quote("a/" + path) + "\n").getBytes(StandardCharsets.UTF_8));
        text.writeBytes(
                ("+++ " + QuotedString.GIT_PATH_MINIMAL.quote("b/" + path) + "\n").getBytes(StandardCharsets.UTF_8));
        int linesSkipped = (int) skipped.countLines();
        try (DiffFormatter formatter = formatter(text, linesSkipped)) {
            formatter.setContext(CONTEXT_LINES);
            formatter.format(edits, before, after);
            formatter.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a byte array refuses nothing
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static DiffFormatter formatter(OutputStream target, int linesSkipped) {
        return new DiffFormatter(target) {
            @Override
            protected void writeHunkHeader(int beginA, int endA, int beginB, int endB, @Nullable String function)
                    throws IOException {
                super.writeHunkHeader(
                        beginA + linesSkipped,
                        endA + linesSkipped,
                        beginB + linesSkipped,
                        endB + linesSkipped,
                        function);
            }
        };
    }
}
