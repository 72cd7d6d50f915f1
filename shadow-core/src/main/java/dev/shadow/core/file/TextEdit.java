package dev.shadow.core.file;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.Edit;
import dev.shadow.spi.Check;
import dev.shadow.spi.Deadline;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Exact replacements in a UTF-8 text, one after the other. Bytes are compared and not characters: in UTF-8 no character begins
 * inside another, so the places are the same, and nothing is decoded. Not thread-safe.
 */
final class TextEdit {
    private static final int MOST_MATCHES_SHOWN = 1_000;

    private final WorkspacePath path;
    private final Deadline deadline;
    private byte[] content;
    private int replacements;

    /** The array must not change any more. */
    TextEdit(WorkspacePath path, byte[] content, Deadline deadline) {
        this.path = path;
        this.content = content;
        this.deadline = deadline;
    }

    void apply(List<Edit> edits) throws InterruptedException {
        boolean crlf = Text.isCrlfThroughout(content);
        for (int i = 0; i < edits.size(); i++) {
            String which = edits.size() == 1 ? "oldText" : "oldText of edit " + (i + 1) + " of " + edits.size();
            apply(edits.get(i), crlf, which);
        }
    }

    private void apply(Edit edit, boolean crlf, String which) throws InterruptedException {
        Check.require(
                Text.isWellFormed(edit.oldText()) && Text.isWellFormed(edit.newText()),
                "the texts of an edit must not hold half a surrogate pair");
        String wanted = crlf ? Text.withCrlf(edit.oldText()) : edit.oldText();
        String replacement = crlf ? Text.withCrlf(edit.newText()) : edit.newText();
        byte[] oldBytes = wanted.getBytes(StandardCharsets.UTF_8);
        Occurrences occurrences = new Occurrences(content, oldBytes, deadline);
        List<Integer> found =
                edit.replaceAll() ? occurrences.disjoint() : occurrences.overlapping(MOST_MATCHES_SHOWN + 1);
        if (found.isEmpty()) {
            throw notFound(wanted, which);
        }
        if (found.size() > 1 && !edit.replaceAll()) {
            throw notUnique(found, which);
        }
        content = replaced(found, oldBytes.length, replacement.getBytes(StandardCharsets.UTF_8));
        replacements += found.size();
    }

    private byte[] replaced(List<Integer> found, int length, byte[] replacement) throws InterruptedException {
        deadline.check();
        long size = content.length + (long) found.size() * (replacement.length - length);
        if (size > FileEditor.MOST_BYTES) {
            throw tooLarge(path, "would grow to " + size + " bytes");
        }
        ByteBuffer result = ByteBuffer.allocate((int) size);
        int from = 0;
        for (int at : found) {
            result.put(content, from, at - from).put(replacement);
            from = at + length;
        }
        return result.put(content, from, content.length - from).array();
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
                                + new SimilarLines(new String(content, StandardCharsets.UTF_8), wanted, deadline)
                                        .describe())
                .with("path", path);
    }

    private ShadowException notUnique(List<Integer> found, String which) {
        StringBuilder lines = new StringBuilder();
        int line = 1;
        int counted = 0;
        int shown = Math.min(found.size(), MOST_MATCHES_SHOWN);
        for (int at : found.subList(0, shown)) {
            for (; counted < at; counted++) {
                line += content[counted] == '\n' ? 1 : 0;
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

    byte[] content() {
        return content;
    }

    int replacements() {
        return replacements;
    }
}
