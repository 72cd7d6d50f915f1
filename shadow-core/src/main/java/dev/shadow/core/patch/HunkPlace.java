package dev.shadow.core.patch;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.spi.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a hunk's old lines are in a file, byte for byte: first where the patch says, moved as the hunk before was; then in
 * the one other place after the hunk before. Not thread-safe.
 */
final class HunkPlace {
    private static final int MOST_LINES_SHOWN = 20;

    private final WorkspacePath path;
    private final List<String> file;
    private final Deadline deadline;

    /** The first line after the hunk before. */
    private int cursor;

    /** How far the hunk before was from where the patch says. */
    private int drift;

    HunkPlace(WorkspacePath path, List<String> file, Deadline deadline) {
        this.path = path;
        this.file = file;
        this.deadline = deadline;
    }

    int find(Hunk hunk) throws InterruptedException {
        List<String> old = hunk.oldLines();
        int place = hunk.start() == Hunk.UNKNOWN ? byLines(hunk, old) : byNumber(hunk, old);
        if (hunk.start() != Hunk.UNKNOWN) {
            drift = place - hunk.start();
        }
        cursor = place + old.size();
        return place;
    }

    private int byNumber(Hunk hunk, List<String> old) throws InterruptedException {
        if (old.isEmpty()) {
            if (file.isEmpty()) {
                return 0;
            }
            throw conflict(
                    hunk, "has no line of the old file, so its place is not certain; make the diff with context");
        }
        long expected = (long) hunk.start() + drift;
        if (expected >= cursor && expected <= file.size() && fits(old, (int) expected)) {
            return (int) expected;
        }
        return unique(hunk, old, cursor);
    }

    private int byLines(Hunk hunk, List<String> old) throws InterruptedException {
        int from = afterAnchors(hunk);
        if (hunk.atEnd() || (old.isEmpty() && hunk.anchors().isEmpty())) {
            int end = file.size() - old.size();
            if (end < from || !fits(old, end)) {
                throw doesNotFit(hunk, old, "are not at the end of the file");
            }
            return end;
        }
        if (hunk.anchors().isEmpty()) {
            return unique(hunk, old, from);
        }
        for (int i = from; i + old.size() <= file.size(); i++) {
            check(i);
            if (fits(old, i)) {
                return i;
            }
        }
        throw doesNotFit(hunk, old, "are not below line " + from + ", which its '@@' line names");
    }

    /** The first '@@' line must name one line, each further one the next that is like it. */
    private int afterAnchors(Hunk hunk) throws InterruptedException {
        int from = cursor;
        for (int i = 0; i < hunk.anchors().size(); i++) {
            String anchor = HunkLine.of(' ', hunk.anchors().get(i)).text().strip();
            List<Integer> found = new ArrayList<>();
            for (int at = from; at < file.size() && found.size() <= MOST_LINES_SHOWN; at++) {
                check(at);
                if (file.get(at).strip().equals(anchor)) {
                    found.add(at);
                }
            }
            if (found.isEmpty()) {
                throw conflict(
                        hunk,
                        "has the line '@@ " + PatchLines.shorten(hunk.anchors().get(i))
                                + "', and the file has no such line below line " + from);
            }
            if (i == 0 && found.size() > 1) {
                throw conflict(
                        hunk,
                        "has the line '@@ " + PatchLines.shorten(hunk.anchors().get(i)) + "', and that is at lines "
                                + numbers(found) + "; add an '@@' line before it that tells them apart");
            }
            from = found.get(0) + 1;
        }
        return from;
    }

    private int unique(Hunk hunk, List<String> old, int from) throws InterruptedException {
        List<Integer> found = new ArrayList<>();
        for (int i = from; i + old.size() <= file.size() && found.size() <= MOST_LINES_SHOWN; i++) {
            check(i);
            if (fits(old, i)) {
                found.add(i);
            }
        }
        if (found.isEmpty()) {
            throw doesNotFit(hunk, old, "are not in the file" + (from == 0 ? "" : " below line " + from));
        }
        if (found.size() > 1) {
            throw conflict(hunk, "fits at lines " + numbers(found) + "; add lines around it until one place fits");
        }
        return found.get(0);
    }

    private boolean fits(List<String> old, int at) {
        return file.subList(at, Math.min(file.size(), at + old.size())).equals(old);
    }

    private void check(int i) throws InterruptedException {
        if (i % 256 == 0) {
            deadline.check();
        }
    }

    private static String numbers(List<Integer> places) {
        String shown = places.stream()
                .limit(MOST_LINES_SHOWN)
                .map(i -> String.valueOf(i + 1))
                .collect(Collectors.joining(", "));
        return places.size() > MOST_LINES_SHOWN ? shown + " and others" : shown;
    }

    private ShadowException doesNotFit(Hunk hunk, List<String> old, String where) throws InterruptedException {
        StringBuilder why =
                new StringBuilder("does not fit: its old lines ").append(where).append(".\nExpected:\n");
        old.stream()
                .limit(MOST_LINES_SHOWN)
                .forEach(line ->
                        why.append("  ").append(NearestLines.shown(line)).append('\n'));
        if (old.size() > MOST_LINES_SHOWN) {
            why.append("  (and ").append(old.size() - MOST_LINES_SHOWN).append(" more)\n");
        }
        why.append(new NearestLines(file, old, deadline).describe());
        return conflict(hunk, why.toString());
    }

    ShadowException conflict(Hunk hunk, String why) {
        return new ShadowException(
                        ErrorCode.PATCH_CONFLICT,
                        "hunk " + hunk.number() + " for '" + path + "' (line " + hunk.patchLine()
                                + " of the patch), and nothing was changed: it " + why)
                .with("path", path)
                .with("hunk", hunk.number())
                .with("line", hunk.patchLine());
    }
}
