package dev.shadow.core.file;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.Failures;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.OpenFile;
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
        Optional<FileEntry> old = regular(path, target);
        boolean onlyIfAbsent = request.condition() instanceof WriteCondition.Absent;
        if (onlyIfAbsent && (old.isPresent() || store.stat(path).isPresent())) {
            throw exists(path);
        }
        if (request.condition() instanceof WriteCondition.Version wanted) {
            requireVersion(path, target, old, wanted.version(), deadline);
        }
        LineChange change = change(target, old, request.content(), deadline);
        if (old.isEmpty()) {
            directories.make(target.parent());
        }
        FileEntry written;
        try (FileStore.Draft draft = store.draft(target)) {
            writeAll(draft.channel(), request.content(), deadline);
            written = draft.publish(new FileStore.Terms(request.executable(), onlyIfAbsent, request.durable()));
        }
        return new WriteResult(
                path.toString(),
                old.isEmpty(),
                request.content().size(),
                change.added(),
                change.removed(),
                Versions.of(request.content(), written));
    }

    private record LineChange(int added, int removed) {
        static final LineChange NOT_COUNTED = new LineChange(0, 0);
    }

    private LineChange change(WorkspacePath target, Optional<FileEntry> old, Bytes content, Deadline deadline)
            throws IOException, InterruptedException {
        if (content.size() > MOST_BYTES_COMPARED || Text.isBinary(content)) {
            return LineChange.NOT_COUNTED;
        }
        Optional<Bytes> before = old.isEmpty() ? Optional.of(Bytes.EMPTY) : comparable(target, deadline);
        if (before.isEmpty() || Text.isBinary(before.get())) {
            return LineChange.NOT_COUNTED;
        }
        LineDiff diff = LineDiff.between(before.get().toByteArray(), content.toByteArray());
        return new LineChange(diff.linesAdded(), diff.linesRemoved());
    }

    private Optional<Bytes> comparable(WorkspacePath target, Deadline deadline)
            throws IOException, InterruptedException {
        try (OpenFile file = store.open(target)) {
            return WholeFile.read(file, MOST_BYTES_COMPARED, deadline).map(Bytes::wrap);
        }
    }

    /** The file at a path without links, where there is one. */
    Optional<FileEntry> regular(WorkspacePath path, WorkspacePath target) throws IOException {
        Optional<FileEntry> found = store.stat(target);
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

    void requireVersion(
            WorkspacePath path, WorkspacePath target, Optional<FileEntry> old, FileVersion wanted, Deadline deadline)
            throws IOException, InterruptedException {
        String there = old.isEmpty()
                ? "is not there"
                : Versions.of(store, target, deadline).equals(wanted) ? "" : "has changed since it was read";
        if (!there.isEmpty()) {
            throw new ShadowException(
                            ErrorCode.VERSION_CONFLICT,
                            "'" + path + "' " + there + "; read it again and redo the change on what it holds now")
                    .with("path", path)
                    .with("ifVersion", wanted);
        }
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
            regular(path, target);
            directories.make(target.parent());
            ContentHash hash = new ContentHash();
            try (FileStore.Draft draft = store.draft(target)) {
                copy(path, source, draft.channel(), hash, deadline);
                return store.locked(target, deadline, () -> publish(path, target, draft, hash));
            }
        });
    }

    private WriteResult publish(WorkspacePath path, WorkspacePath target, FileStore.Draft draft, ContentHash hash)
            throws IOException {
        boolean created = regular(path, target).isEmpty();
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
