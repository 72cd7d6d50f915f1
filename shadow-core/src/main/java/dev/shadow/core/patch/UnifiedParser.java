package dev.shadow.core.patch;

import dev.shadow.core.patch.FilePatch.Action;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads unified diffs, plain ones and those of git, with whatever text stands before and between them. Not thread-safe.
 */
final class UnifiedParser {
    private final PatchLines lines;
    private final List<FilePatch> files = new ArrayList<>();

    UnifiedParser(PatchLines lines) {
        this.lines = lines;
    }

    List<FilePatch> parse() {
        int begin = lines.number();
        boolean afterHunk = false;
        while (lines.hasNext()) {
            if (lines.peekHeader().startsWith(GitHeader.START) || atNames()) {
                FilePatch file = file();
                files.add(file);
                afterHunk = !file.hunks().isEmpty();
            } else {
                afterHunk = skipText(afterHunk);
            }
        }
        if (files.isEmpty()) {
            throw PatchLines.invalid(
                    begin,
                    "expected '" + BeginPatchParser.BEGIN
                            + "', 'diff --git' or a pair of lines '--- PATH' and '+++ PATH', and there is none");
        }
        return files;
    }

    private boolean atNames() {
        return lines.peekHeader().startsWith("--- ") && lines.peekSecondHeader().startsWith("+++ ");
    }

    /**
     * Text between files is skipped, and a hunk must never be lost that way. The line that ends a patch in a mail of git,
     * two dashes and a space, is not one of a hunk.
     */
    private boolean skipText(boolean afterHunk) {
        String line = lines.peekHeader();
        if (line.startsWith("@@ -")) {
            throw lines.expected("the lines '--- PATH' and '+++ PATH' before a hunk");
        }
        boolean ofHunk = line.startsWith(" ") || line.startsWith("+") || line.startsWith("-");
        if (afterHunk && ofHunk && !line.equals("-- ")) {
            throw lines.expected("the end of the hunk, by the line counts of its '@@' line");
        }
        lines.skip();
        return afterHunk && line.isEmpty();
    }

    private FilePatch file() {
        FileHeader header = new FileHeader(lines.number());
        if (lines.peekHeader().startsWith(GitHeader.START)) {
            new GitHeader(lines, header).parse();
        }
        if (atNames()) {
            names(header);
        }
        List<Hunk> hunks = new ArrayList<>();
        while (header.hasNames() && lines.peekHeader().startsWith("@@ ")) {
            hunks.add(new HunkParser(lines, hunks.size() + 1).parse());
        }
        if (hunks.isEmpty() && header.hasNames()) {
            throw lines.expected("a hunk, '@@ -LINE,COUNT +LINE,COUNT @@'");
        }
        FilePatch file = header.build(hunks);
        if (file.action() == Action.ADD) {
            requireOnly(hunks, HunkLine.Mark.ADDED, "a new file has lines that begin with '+', and no others");
        } else if (file.action() == Action.DELETE) {
            requireOnly(hunks, HunkLine.Mark.REMOVED, "a deleted file has lines that begin with '-', and no others");
        }
        return file;
    }

    private static void requireOnly(List<Hunk> hunks, HunkLine.Mark mark, String why) {
        if (hunks.size() > 1) {
            throw PatchLines.invalid(hunks.get(1).patchLine(), "a new or deleted file has one hunk");
        }
        for (Hunk hunk : hunks) {
            if (hunk.lines().stream().anyMatch(line -> line.mark() != mark)) {
                throw PatchLines.invalid(hunk.patchLine(), why);
            }
        }
    }

    private void names(FileHeader header) {
        int number = lines.number();
        String oldName = PatchNames.ofHeader(lines.nextHeader().substring(4), number);
        String newName = PatchNames.ofHeader(lines.nextHeader().substring(4), number + 1);
        header.names(oldName, newName);
    }
}
