package dev.shadow.core.file;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.Edit;
import dev.shadow.spi.Check;
import dev.shadow.spi.Deadline;
import java.util.List;

/** Exact replacements in a text, one after the other. Not thread-safe. */
final class TextEdit {
    private static final int MOST_MATCHES_SHOWN = 1_000;

    private final WorkspacePath path;
    private final Deadline deadline;
    private final boolean crlf;
    private String text;
    private int replacements;

    TextEdit(WorkspacePath path, String text, Deadline deadline) {
        this.path = path;
        this.text = text;
        this.deadline = deadline;
        this.crlf = Text.isCrlfThroughout(text);
    }

    void apply(List<Edit> edits) throws InterruptedException {
        for (int i = 0; i < edits.size(); i++) {
            String which = edits.size() == 1 ? "oldText" : "oldText of edit " + (i + 1) + " of " + edits.size();
            apply(edits.get(i), which);
        }
    }

    private void apply(Edit edit, String which) throws InterruptedException {
        Check.require(
                Text.isWellFormed(edit.oldText()) && Text.isWellFormed(edit.newText()),
                "the texts of an edit must not hold half a surrogate pair");
        String wanted = crlf ? Text.withCrlf(edit.oldText()) : edit.oldText();
        String replacement = crlf ? Text.withCrlf(edit.newText()) : edit.newText();
        Occurrences occurrences = new Occurrences(text, wanted, deadline);
        List<Integer> found =
                edit.replaceAll() ? occurrences.disjoint() : occurrences.overlapping(MOST_MATCHES_SHOWN + 1);
        if (found.isEmpty()) {
            throw notFound(wanted, which);
        }
        if (found.size() > 1 && !edit.replaceAll()) {
            throw notUnique(found, which);
        }
        text = replaced(found, wanted.length(), replacement);
        replacements += found.size();
    }

    private String replaced(List<Integer> found, int length, String replacement) throws InterruptedException {
        deadline.check();
        long size = text.length() + (long) found.size() * (replacement.length() - length);
        if (size > FileEditor.MOST_BYTES) {
            throw tooLarge(path, "would grow to " + size + " characters");
        }
        StringBuilder result = new StringBuilder((int) size);
        int from = 0;
        for (int at : found) {
            result.append(text, from, at).append(replacement);
            from = at + length;
        }
        return result.append(text, from, text.length()).toString();
    }

    static ShadowException tooLarge(WorkspacePath path, String how) {
        return new ShadowException(
                        ErrorCode.TOO_LARGE,
                        "'" + path + "' " + how + ", and edits work up to " + FileEditor.MOST_BYTES
                                + "; write the file anew with upload")
                .with("path", path);
    }

    private ShadowException notFound(String wanted, String which) throws InterruptedException {
        return new ShadowException(
                        ErrorCode.EDIT_NOT_FOUND,
                        which + " is not in '" + path + "', and nothing was changed. "
                                + new SimilarLines(text, wanted, deadline).describe())
                .with("path", path);
    }

    private ShadowException notUnique(List<Integer> found, String which) {
        StringBuilder lines = new StringBuilder();
        int line = 1;
        int counted = 0;
        int shown = Math.min(found.size(), MOST_MATCHES_SHOWN);
        for (int at : found.subList(0, shown)) {
            for (; counted < at; counted++) {
                line += text.charAt(counted) == '\n' ? 1 : 0;
            }
            lines.append(lines.isEmpty() ? "" : ", ").append(line);
        }
        String times = shown < found.size() ? "more than " + shown : String.valueOf(shown);
        return new ShadowException(
                        ErrorCode.EDIT_NOT_UNIQUE,
                        which + " occurs " + times + " times in '" + path + "', beginning at lines " + lines
                                + ", and nothing was changed; add lines around it until it is unique, or use replaceAll")
                .with("path", path)
                .with("lines", lines)
                .with("matches", times);
    }

    String text() {
        return text;
    }

    int replacements() {
        return replacements;
    }
}
