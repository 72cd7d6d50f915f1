package dev.shadow.core.patch;

/** Reads what git writes above the hunks of a file; see git-diff(1), "Generating patch text with -p". Not thread-safe. */
final class GitHeader {
    static final String START = "diff --git ";

    private final PatchLines lines;
    private final FileHeader header;

    GitHeader(PatchLines lines, FileHeader header) {
        this.lines = lines;
        this.header = header;
    }

    void parse() {
        int number = lines.number();
        names(lines.nextHeader().substring(START.length()), number);
        while (lines.hasNext() && extended(lines.peekHeader())) {
            lines.skip();
        }
    }

    /** The two names stand side by side and may have spaces; without quotes only two equal ones can be told apart. */
    private void names(String text, int line) {
        if (text.startsWith("\"")) {
            int end = PatchNames.endOfQuoted(text, 0, line);
            if (end < text.length() - 1 && text.charAt(end) == ' ') {
                header.gitNames(
                        PatchNames.whole(text.substring(0, end), line),
                        PatchNames.whole(text.substring(end + 1), line));
            }
            return;
        }
        int quoted = text.endsWith("\"") ? text.indexOf(" \"") : -1;
        if (quoted > 0) {
            header.gitNames(text.substring(0, quoted), PatchNames.whole(text.substring(quoted + 1), line));
            return;
        }
        for (int space = text.indexOf(' '); space > 0; space = text.indexOf(' ', space + 1)) {
            String first = text.substring(0, space);
            String second = text.substring(space + 1);
            boolean prefixed = PatchNames.arePrefixed(first, second);
            if (prefixed ? first.substring(2).equals(second.substring(2)) : first.equals(second)) {
                header.gitNames(first, second);
                return;
            }
        }
        int onlySpace = text.indexOf(' ');
        if (onlySpace > 0 && onlySpace == text.lastIndexOf(' ')) {
            header.gitNames(text.substring(0, onlySpace), text.substring(onlySpace + 1));
        }
    }

    private boolean extended(String line) {
        int number = lines.number();
        if (line.startsWith("old mode ")) {
            mode(line, "old mode ");
        } else if (line.startsWith("new mode ")) {
            header.executable(mode(line, "new mode "));
        } else if (line.startsWith("deleted file mode ")) {
            mode(line, "deleted file mode ");
            header.deletes();
        } else if (line.startsWith("new file mode ")) {
            header.adds(mode(line, "new file mode "));
        } else if (line.startsWith("rename from ") || line.startsWith("rename old ")) {
            header.renamedFrom(PatchNames.whole(line.substring(line.indexOf(' ', 7) + 1), number));
        } else if (line.startsWith("rename to ") || line.startsWith("rename new ")) {
            header.renamedTo(PatchNames.whole(line.substring(line.indexOf(' ', 7) + 1), number));
        } else if (line.startsWith("copy from ") || line.startsWith("copy to ")) {
            throw PatchLines.invalid(number, "copies are not applied; make the diff with --no-renames");
        } else if (line.startsWith("GIT binary patch") || line.startsWith("Binary files ")) {
            throw PatchLines.invalid(
                    number,
                    "binary patches are not applied (" + PatchLines.shorten(line) + "); write the file instead");
        } else {
            return line.startsWith("similarity index ")
                    || line.startsWith("dissimilarity index ")
                    || line.startsWith("index ");
        }
        return true;
    }

    /** Files only; others would be made of their content, which is not what they are. */
    private boolean mode(String line, String prefix) {
        String mode = line.substring(prefix.length());
        return switch (mode) {
            case "100644", "100664" -> false;
            case "100755" -> true;
            case "120000" -> throw PatchLines.invalid(lines.number(), "symbolic links are not patched (mode 120000)");
            case "160000" -> throw PatchLines.invalid(lines.number(), "submodules are not patched (mode 160000)");
            default ->
                throw PatchLines.invalid(
                        lines.number(),
                        "expected the mode 100644 or 100755, and found '" + PatchLines.shorten(mode) + "'");
        };
    }
}
