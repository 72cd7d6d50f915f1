package dev.shadow.core.patch;

import dev.shadow.core.patch.FilePatch.Action;
import dev.shadow.core.patch.FilePatch.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the form that begins with {@code *** Begin Patch}. Not thread-safe. */
final class BeginPatchParser {
    static final String BEGIN = "*** Begin Patch";
    private static final String END = "*** End Patch";
    private static final String ADD = "*** Add File: ";
    private static final String UPDATE = "*** Update File: ";
    private static final String DELETE = "*** Delete File: ";
    private static final String MOVE = "*** Move to: ";
    private static final String END_OF_FILE = "*** End of File";

    private final PatchLines lines;
    private final List<FilePatch> files = new ArrayList<>();

    BeginPatchParser(PatchLines lines) {
        this.lines = lines;
    }

    List<FilePatch> parse() {
        lines.skip();
        while (!lines.peekHeader().equals(END)) {
            files.add(file());
        }
        lines.skip();
        while (lines.hasNext()) {
            if (!lines.peekHeader().isBlank()) {
                throw lines.expected("nothing after '" + END + "'");
            }
            lines.skip();
        }
        if (files.isEmpty()) {
            throw PatchLines.invalid(lines.number() - 1, "the patch changes no file");
        }
        return files;
    }

    private FilePatch file() {
        String header = lines.peekHeader();
        int number = lines.number();
        if (header.startsWith(ADD)) {
            String path = path(ADD);
            return patch(number, Action.ADD, path, path, added());
        }
        if (header.startsWith(DELETE)) {
            String path = path(DELETE);
            return patch(number, Action.DELETE_UNSEEN, path, path, List.of());
        }
        if (header.startsWith(UPDATE)) {
            return update(number);
        }
        throw lines.expected("'" + ADD + "PATH', '" + UPDATE + "PATH', '" + DELETE + "PATH' or '" + END + "'");
    }

    private static FilePatch patch(int number, Action action, String path, String newPath, List<Hunk> hunks) {
        return new FilePatch(number, action, path, newPath, Optional.empty(), Ending.AS_IT_WAS, hunks);
    }

    private String path(String prefix) {
        String path = lines.peekHeader().substring(prefix.length());
        if (path.isEmpty()) {
            throw lines.expected("a path after '" + prefix + "'");
        }
        lines.skip();
        return path;
    }

    private List<Hunk> added() {
        int number = lines.number();
        List<HunkLine> content = new ArrayList<>();
        while (lines.peek().startsWith("+")) {
            content.add(HunkLine.of('+', lines.next().substring(1)));
        }
        if (!lines.peekHeader().startsWith("*** ")) {
            throw lines.expected("a line of the new file that begins with '+', or the next '*** ' header");
        }
        return content.isEmpty() ? List.of() : List.of(new Hunk(1, number, 0, List.of(), false, content));
    }

    private FilePatch update(int number) {
        String path = path(UPDATE);
        String newPath = lines.peekHeader().startsWith(MOVE) ? path(MOVE) : path;
        List<Hunk> hunks = new ArrayList<>();
        while (!atFileHeader()) {
            hunks.add(hunk(hunks.size() + 1));
        }
        if (hunks.isEmpty() && newPath.equals(path)) {
            throw lines.expected("'@@' or a line of a hunk");
        }
        return patch(number, Action.UPDATE, path, newPath, hunks);
    }

    private boolean atFileHeader() {
        String header = lines.peekHeader();
        return header.equals(END) || header.startsWith(ADD) || header.startsWith(UPDATE) || header.startsWith(DELETE);
    }

    private Hunk hunk(int hunkNumber) {
        int number = lines.number();
        List<String> anchors = anchors();
        List<HunkLine> content = new ArrayList<>();
        while (isContent(lines.peek())) {
            String line = lines.next();
            content.add(line.isEmpty() ? HunkLine.of(' ', "") : HunkLine.of(line.charAt(0), line.substring(1)));
        }
        if (content.isEmpty()) {
            throw lines.expected("a line of a hunk that begins with ' ', '-' or '+'");
        }
        boolean atEnd = lines.peekHeader().equals(END_OF_FILE);
        if (atEnd) {
            lines.skip();
        }
        if (!lines.peekHeader().startsWith("@@") && !atFileHeader()) {
            throw lines.expected("a line that begins with ' ', '-' or '+', '@@', or the next '*** ' header");
        }
        return new Hunk(hunkNumber, number, Hunk.UNKNOWN, anchors, atEnd, content);
    }

    private List<String> anchors() {
        List<String> anchors = new ArrayList<>();
        while (lines.peekHeader().startsWith("@@")) {
            String anchor = lines.peekHeader().substring(2).strip();
            if (anchor.startsWith("-") && anchor.contains("@@")) {
                throw lines.expected("'@@' alone or with a line of the file, for this form has no line numbers");
            }
            if (!anchor.isEmpty()) {
                anchors.add(anchor);
            }
            lines.skip();
        }
        return anchors;
    }

    /** An empty line is an empty line of context whose space was lost. */
    private boolean isContent(String line) {
        return lines.hasNext()
                && (line.isEmpty() || line.charAt(0) == ' ' || line.charAt(0) == '-' || line.charAt(0) == '+');
    }
}
