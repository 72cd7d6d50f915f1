package dev.shadow.core.file;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.Failures;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.OpenFile;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.EditRequest;
import dev.shadow.file.EditResult;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Edits of text files. Thread-safe. */
final class FileEditor {
    static final int MOST_BYTES = 64 << 20;

    private final FileStore store;
    private final Paths paths;
    private final FileWriter writer;

    FileEditor(FileStore store, FileWriter writer) {
        this.store = store;
        this.paths = new Paths(store);
        this.writer = writer;
    }

    EditResult edit(EditRequest request, Deadline deadline) throws InterruptedException {
        WorkspacePath path = WorkspacePath.parse(request.path());
        return Failures.translate(path, () -> {
            WorkspacePath target = paths.target(path);
            return store.locked(target, deadline, () -> edit(path, target, request, deadline));
        });
    }

    private EditResult edit(WorkspacePath path, WorkspacePath target, EditRequest request, Deadline deadline)
            throws IOException, InterruptedException {
        Optional<FileEntry> old = writer.regular(path, target);
        if (old.isEmpty()) {
            throw new NoSuchFileException(path.toString());
        }
        if (request.ifVersion().isPresent()) {
            writer.requireVersion(path, target, old, request.ifVersion().get(), deadline);
        }
        byte[] before = read(path, target, deadline);
        TextEdit edited = new TextEdit(path, decode(path, before), deadline);
        edited.apply(request.edits());
        byte[] after = edited.text().getBytes(StandardCharsets.UTF_8);
        Bytes content = Bytes.wrap(after);
        LineDiff diff = LineDiff.between(before, after);
        FileEntry written = store.replace(
                target, Optional.empty(), false, channel -> FileWriter.writeAll(channel, content, deadline));
        return new EditResult(
                path.toString(),
                edited.replacements(),
                diff.unified(path.toString()),
                diff.linesAdded(),
                diff.linesRemoved(),
                Versions.of(content, written));
    }

    private byte[] read(WorkspacePath path, WorkspacePath target, Deadline deadline)
            throws IOException, InterruptedException {
        try (OpenFile file = store.open(target)) {
            return WholeFile.read(file, MOST_BYTES, deadline)
                    .orElseThrow(() ->
                            TextEdit.tooLarge(path, "holds " + file.entry().size() + " bytes"));
        }
    }

    private static String decode(WorkspacePath path, byte[] content) {
        return Optional.of(content)
                .filter(bytes -> !Text.isBinary(Bytes.wrap(bytes)))
                .flatMap(Text::decode)
                .orElseThrow(() -> new ShadowException(
                                ErrorCode.BINARY_FILE,
                                "'" + path
                                        + "' is binary or not UTF-8, so text edits could spoil it; read its bytes and"
                                        + " write the whole file instead")
                        .with("path", path));
    }
}
