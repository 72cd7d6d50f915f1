package dev.shadow.core.file;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.Failures;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import dev.shadow.file.FileVersion;
import dev.shadow.file.WriteCondition;
import dev.shadow.file.WriteRequest;
import dev.shadow.file.WriteResult;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Whole files, written in one step. Thread-safe. */
final class FileWriter {
    /** Lines are counted up to here. */
    private static final int MOST_BYTES_COMPARED = 64 << 20;

    private static final int MOST_AT_ONCE = 256 << 10;

    private final FileStore store;
    private final Paths paths;
    private final Directories directories;

    FileWriter(FileStore store) {
        this.store = store;
        this.paths = new Paths(store);
        this.directories = new Directories(store);
    }

    WriteResult write(WriteRequest request, Deadline deadline) throws InterruptedException {
        WorkspacePath path = WorkspacePath.parse(request.path());
        return Failures.translate(path, () -> {
            WorkspacePath target = paths.target(path);
            return store.locked(target, deadline, () -> write(path, target, request, deadline));
        });
    }

    private WriteResult write(WorkspacePath path, WorkspacePath target, WriteRequest request, Deadline deadline)
            throws IOException, InterruptedException {
        try (FileStore.Draft draft = draft(path, target, request)) {
            Optional<FileEntry> old = requireRegular(path, draft.existing());
            boolean onlyIfAbsent = request.condition() instanceof WriteCondition.Absent;
            if (onlyIfAbsent && (old.isPresent() || store.stat(path).isPresent())) {
                throw exists(path);
            }
            if (request.condition() instanceof WriteCondition.Version wanted) {
                requireVersion(path, draft, wanted.version(), deadline);
            }
            LineChange change = change(draft, request.content(), deadline);
            writeAll(draft.channel(), request.content(), deadline);
            FileEntry written =
                    draft.publish(new FileStore.Terms(request.executable(), onlyIfAbsent, request.durable()));
            return new WriteResult(
                    path.toString(),
                    old.isEmpty(),
                    request.content().size(),
                    change.added(),
                    change.removed(),
                    Versions.of(request.content(), written));
        }
    }

    private FileStore.Draft draft(WorkspacePath path, WorkspacePath target, WriteRequest request) throws IOException {
        try {
            return store.draft(target);
        } catch (NoSuchFileException e) {
            if (request.condition() instanceof WriteCondition.Version wanted) {
                throw conflict(path, "is not there", wanted.version());
            }
            directories.make(target.parent());
            return store.draft(target);
        }
    }

    private record LineChange(int added, int removed) {
        static final LineChange NOT_COUNTED = new LineChange(0, 0);
    }

    private static LineChange change(FileStore.Draft draft, Bytes content, Deadline deadline)
            throws IOException, InterruptedException {
        if (content.size() > MOST_BYTES_COMPARED) {
            return LineChange.NOT_COUNTED;
        }
        byte[] after = content.toByteArray();
        Optional<byte[]> before = before(draft, deadline);
        if (before.isEmpty() || Text.isBinary(after) || Text.isBinary(before.get())) {
            return LineChange.NOT_COUNTED;
        }
        LineDiff diff = LineDiff.between(before.get(), after);
        return new LineChange(diff.linesAdded(), diff.linesRemoved());
    }

    private static Optional<byte[]> before(FileStore.Draft draft, Deadline deadline)
            throws IOException, InterruptedException {
        if (draft.existing().isEmpty()) {
            return Optional.of(new byte[0]);
        }
        return WholeFile.read(draft.openExisting(), MOST_BYTES_COMPARED, deadline);
    }

    /** What is written through a path without links. */
    static Optional<FileEntry> requireRegular(WorkspacePath path, Optional<FileEntry> found) {
        if (found.isPresent() && found.get().type() != FileType.FILE) {
            throw new ShadowException(
                            ErrorCode.NOT_A_FILE,
                            "'" + path + "' is a " + describe(found.get().type()) + "; name a regular file")
                    .with("path", path);
        }
        return found;
    }

    private static String describe(FileType type) {
        return switch (type) {
            case DIRECTORY -> "directory";
            case SYMBOLIC_LINK -> "link that changed just now";
            case FILE, OTHER -> "device, pipe or socket";
        };
    }

    static void requireVersion(WorkspacePath path, FileStore.Draft draft, FileVersion wanted, Deadline deadline)
            throws IOException, InterruptedException {
        if (draft.existing().isEmpty()) {
            throw conflict(path, "is not there", wanted);
        }
        if (!Versions.of(draft.openExisting(), deadline).equals(wanted)) {
            throw conflict(path, "has changed since it was read", wanted);
        }
    }

    private static ShadowException conflict(WorkspacePath path, String why, FileVersion wanted) {
        return new ShadowException(
                        ErrorCode.VERSION_CONFLICT,
                        "'" + path + "' " + why + "; read it again and redo the change on what it holds now")
                .with("path", path)
                .with("ifVersion", wanted);
    }

    private static ShadowException exists(WorkspacePath path) {
        return new ShadowException(
                        ErrorCode.ALREADY_EXISTS,
                        "'" + path + "' exists already; write without ifAbsent to replace it, or choose another path")
                .with("path", path);
    }

    static void writeAll(WritableByteChannel target, Bytes content, Deadline deadline) throws IOException {
        ByteBuffer rest = content.asByteBuffer();
        int end = rest.limit();
        while (rest.position() < end) {
            Interruption.checked(deadline::check);
            rest.limit(Math.min(end, rest.position() + MOST_AT_ONCE));
            target.write(rest);
        }
    }

    WriteResult upload(String text, InputStream source, Deadline deadline) throws InterruptedException {
        WorkspacePath path = WorkspacePath.parse(text);
        return Failures.translate(path, () -> {
            WorkspacePath target = paths.target(path);
            ContentHash hash = new ContentHash();
            try (FileStore.Draft draft = draft(path, target, WriteRequest.of(text, Bytes.EMPTY))) {
                requireRegular(path, draft.existing());
                copy(path, source, draft.channel(), hash, deadline);
                return store.locked(target, deadline, () -> publish(path, draft, hash));
            }
        });
    }

    private static WriteResult publish(WorkspacePath path, FileStore.Draft draft, ContentHash hash) throws IOException {
        boolean created = requireRegular(path, draft.lookAgain()).isEmpty();
        FileEntry written = draft.publish(new FileStore.Terms(Optional.empty(), false, false));
        return new WriteResult(path.toString(), created, hash.length(), 0, 0, Versions.of(hash, written));
    }

    private static void copy(
            WorkspacePath path, InputStream source, WritableByteChannel target, ContentHash hash, Deadline deadline)
            throws IOException {
        byte[] buffer = new byte[64 << 10];
        for (int size = read(path, source, buffer); size >= 0; size = read(path, source, buffer)) {
            Interruption.checked(deadline::check);
            hash.update(buffer, 0, size);
            ByteBuffer rest = ByteBuffer.wrap(buffer, 0, size);
            while (rest.hasRemaining()) {
                target.write(rest);
            }
        }
    }

    private static int read(WorkspacePath path, InputStream source, byte[] buffer) {
        try {
            return source.read(buffer);
        } catch (IOException e) {
            throw new ShadowException(
                            ErrorCode.IO_ERROR,
                            "the stream that was to become '" + path + "' failed, so the file stays as it was; open"
                                    + " the stream again and repeat the upload",
                            e)
                    .with("path", path);
        }
    }
}
