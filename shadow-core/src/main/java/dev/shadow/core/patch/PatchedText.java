package dev.shadow.core.patch;

import dev.shadow.core.store.WorkspacePath;
import dev.shadow.spi.Deadline;
import java.util.ArrayList;
import java.util.List;

/** Applies the hunks of one file to its content. */
final class PatchedText {
    private PatchedText() {}

    static byte[] apply(WorkspacePath path, byte[] content, FilePatch patch, Deadline deadline)
            throws InterruptedException {
        List<String> lines = RawLines.split(content);
        boolean crlf = RawLines.isCrlfThroughout(lines) && !hasCrlf(patch);
        boolean complete = patch.ending() == FilePatch.Ending.AS_IT_WAS && !lines.isEmpty() && isOpen(lines);
        if (complete) {
            int last = lines.size() - 1;
            lines.set(last, lines.get(last) + (RawLines.isCrlfThroughout(lines) ? "\r\n" : "\n"));
        }
        List<String> changed = apply(path, lines, patch.hunks(), crlf, deadline);
        if (complete && !changed.isEmpty()) {
            int last = changed.size() - 1;
            String line = changed.get(last);
            changed.set(last, line.substring(0, line.length() - (line.endsWith("\r\n") ? 2 : 1)));
        }
        return RawLines.join(changed);
    }

    private static boolean isOpen(List<String> lines) {
        return !lines.get(lines.size() - 1).endsWith("\n");
    }

    private static boolean hasCrlf(FilePatch patch) {
        return patch.hunks().stream()
                .flatMap(hunk -> hunk.lines().stream())
                .anyMatch(line -> line.text().endsWith("\r\n"));
    }

    private static List<String> apply(
            WorkspacePath path, List<String> lines, List<Hunk> hunks, boolean crlf, Deadline deadline)
            throws InterruptedException {
        HunkPlace places = new HunkPlace(path, lines, deadline);
        List<String> changed = new ArrayList<>(lines.size());
        int done = 0;
        for (Hunk each : hunks) {
            Hunk hunk = crlf ? each.withCrlf() : each;
            int place = places.find(hunk);
            changed.addAll(lines.subList(done, place));
            changed.addAll(hunk.newLines());
            done = place + hunk.oldLines().size();
            if (done < lines.size() && !changed.isEmpty() && isOpen(changed)) {
                throw places.conflict(hunk, "makes a line without a newline that is not the last of the file");
            }
        }
        changed.addAll(lines.subList(done, lines.size()));
        return changed;
    }
}
