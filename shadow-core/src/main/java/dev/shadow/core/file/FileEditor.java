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
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Edits of text files. Thread-safe. */
final class FileEditor {
    static final int MOST_BYTES = 64 << 20;

    private final FileStore store;
    private final Paths paths;

    FileEditor(FileStore store) {
        this.store = store;
        this.paths = new Paths(store);
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
        try (FileStore.Draft draft = store.draft(target)) {
            if (FileWriter.requireRegular(path, draft.existing()).isEmpty()) {
                throw new NoSuchFileException(path.toString());
            }
            if (request.ifVersion().isPresent()) {
                FileWriter.requireVersion(path, draft, request.ifVersion().get(), deadline);
            }
            byte[] before = requireText(path, read(path, draft, deadline));
            TextEdit edited = new TextEdit(path, before, deadline);
            edited.apply(request.edits());
            Bytes content = Bytes.wrap(edited.content());
            LineDiff diff = LineDiff.between(before, edited.content());
            FileWriter.writeAll(draft.channel(), content, deadline);
            FileEntry written = draft.publish(new FileStore.Terms(Optional.empty(), false, false));
            return new EditResult(
                    path.toString(),
                    edited.replacements(),
                    diff.unified(path.toString()),
                    diff.linesAdded(),
                    diff.linesRemoved(),
                    Versions.of(content, written));
        }
    }

    private static byte[] read(WorkspacePath path, FileStore.Draft draft, Deadline deadline)
            throws IOException, InterruptedException {
        OpenFile file = draft.openExisting();
        return WholeFile.read(file, MOST_BYTES, deadline)
                .orElseThrow(
                        () -> TextEdit.tooLarge(path, "holds " + file.entry().size() + " bytes"));
    }

    private static byte[] requireText(WorkspacePath path, byte[] content) {
        if (Text.isBinary(content) || !Text.isUtf8(content)) {
            throw new ShadowException(
                            ErrorCode.BINARY_FILE,
                            "'" + path
                                    + "' is binary or not UTF-8, so text edits could spoil it; read its bytes and"
                                    + " write the whole file instead")
                    .with("path", path);
        }
        return content;
    }
}
