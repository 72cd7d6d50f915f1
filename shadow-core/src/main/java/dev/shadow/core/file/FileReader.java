package dev.shadow.core.file;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.Failures;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.OpenFile;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileContent;
import dev.shadow.file.ReadOutcome;
import dev.shadow.file.ReadRange;
import dev.shadow.file.ReadRequest;
import dev.shadow.spi.Check;
import dev.shadow.spi.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Whole files and parts of them. Thread-safe. */
final class FileReader {
    /** What the contents of one batch may hold together. */
    private static final int MOST_BYTES_OF_BATCH = 64 << 20;

    private final FileStore store;

    FileReader(FileStore store) {
        this.store = store;
    }

    FileContent read(ReadRequest request, Deadline deadline) throws InterruptedException {
        WorkspacePath path = WorkspacePath.parse(request.path());
        return Failures.translate(path, () -> {
            try (OpenFile file = store.open(path)) {
                if (request.range() instanceof ReadRange.Lines lines) {
                    return lines(path, file, lines, request.maxBytes(), deadline);
                }
                if (request.range() instanceof ReadRange.ByteRange bytes) {
                    return bytes(path, file, bytes, request.maxBytes(), deadline);
                }
                return whole(path, file, request.maxBytes(), deadline);
            }
        });
    }

    private static FileContent whole(WorkspacePath path, OpenFile file, int maxBytes, Deadline deadline)
            throws IOException, InterruptedException {
        Bytes content = WholeFile.read(file, maxBytes, deadline)
                .map(Bytes::wrap)
                .orElseThrow(() -> tooLarge(path, file.entry().size(), maxBytes));
        FileEntry entry = file.entry();
        return FileContent.whole(path.toString(), content, () -> Versions.of(content, entry));
    }

    private static FileContent lines(
            WorkspacePath path, OpenFile file, ReadRange.Lines range, int maxBytes, Deadline deadline)
            throws IOException, InterruptedException {
        LineCollector lines = new LineCollector(path.toString(), range, maxBytes);
        ContentHash hash = new ContentHash();
        Chunks.forEach(file.channel(), deadline, (data, offset, size) -> {
            lines.accept(data, offset, size);
            hash.update(data, offset, size);
        });
        Bytes content = lines.lines();
        return new FileContent(
                path.toString(),
                content,
                lines.offset(),
                hash.length(),
                OptionalLong.of(lines.totalLines()),
                Versions.of(hash, file.entry()));
    }

    private static FileContent bytes(
            WorkspacePath path, OpenFile file, ReadRange.ByteRange range, int maxBytes, Deadline deadline)
            throws IOException, InterruptedException {
        long total = file.entry().size();
        requireWithin(path, range.offset(), total);
        long length = Math.min(range.length(), total - range.offset());
        if (length > maxBytes) {
            throw tooLarge(path, length, maxBytes);
        }
        ContentHash hash = new ContentHash();
        if (total <= Versions.HASHED_BYTES) {
            Chunks.forEach(file.channel(), deadline, hash::update);
        }
        Bytes content = part(file, range.offset(), (int) length, deadline);
        var version = total <= Versions.HASHED_BYTES ? Versions.of(hash, file.entry()) : Versions.weak(file.entry());
        return new FileContent(path.toString(), content, range.offset(), total, OptionalLong.empty(), version);
    }

    private static Bytes part(OpenFile file, long offset, int length, Deadline deadline)
            throws IOException, InterruptedException {
        file.channel().position(offset);
        ByteArrayOutputStream part = new ByteArrayOutputStream(length);
        InputStream source = Channels.newInputStream(file.channel());
        byte[] buffer = new byte[Math.min(Math.max(1, length), 64 << 10)];
        while (part.size() < length) {
            deadline.check();
            int size = source.read(buffer, 0, Math.min(buffer.length, length - part.size()));
            if (size < 0) {
                break;
            }
            part.write(buffer, 0, size);
        }
        return Bytes.wrap(part.toByteArray());
    }

    List<ReadOutcome> readMany(List<ReadRequest> requests, Deadline deadline) throws InterruptedException {
        Check.range("number of files", requests.size(), 0, 1_000);
        List<ReadOutcome> outcomes = new ArrayList<>();
        int left = MOST_BYTES_OF_BATCH;
        for (ReadRequest request : requests) {
            ReadOutcome outcome = left < 0 ? overBatch(request.path()) : readOne(request, left, deadline);
            if (outcome instanceof ReadOutcome.Success success) {
                left -= success.content().bytes().size();
            } else if (isOverBatch(outcome)) {
                left = -1;
            }
            outcomes.add(outcome);
        }
        return List.copyOf(outcomes);
    }

    private ReadOutcome readOne(ReadRequest request, int left, Deadline deadline) throws InterruptedException {
        try {
            ReadRequest bounded = request.maxBytes() <= left ? request : request.maxBytes(Math.max(1, left));
            FileContent content = read(bounded, deadline);
            return content.bytes().size() > left ? overBatch(request.path()) : new ReadOutcome.Success(content);
        } catch (ShadowException e) {
            boolean batchLimited = e.code().equals(ErrorCode.TOO_LARGE) && request.maxBytes() > left;
            return batchLimited ? overBatch(request.path()) : new ReadOutcome.Failure(request.path(), e);
        }
    }

    private static boolean isOverBatch(ReadOutcome outcome) {
        return outcome instanceof ReadOutcome.Failure failure
                && failure.error().details().containsKey("batchBytes");
    }

    private static ReadOutcome overBatch(String path) {
        return new ReadOutcome.Failure(
                path,
                new ShadowException(
                                ErrorCode.TOO_LARGE,
                                "'" + path + "': the contents of this batch would pass " + MOST_BYTES_OF_BATCH
                                        + " bytes; read it in a call of its own")
                        .with("path", path)
                        .with("batchBytes", MOST_BYTES_OF_BATCH));
    }

    InputStream download(String text, long offset) throws InterruptedException {
        WorkspacePath path = WorkspacePath.parse(text);
        return Failures.translate(path, () -> {
            OpenFile file = store.open(path);
            try {
                requireWithin(path, offset, file.entry().size());
                file.channel().position(offset);
                return Channels.newInputStream(file.channel());
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        });
    }

    private static void requireWithin(WorkspacePath path, long offset, long total) {
        if (offset > total) {
            throw new ShadowException(
                            ErrorCode.OUT_OF_RANGE,
                            "'" + path + "' has " + total + " bytes, and offset " + offset
                                    + " was asked for; begin at 0 to " + total)
                    .with("path", path)
                    .with("totalBytes", total);
        }
    }

    static ShadowException tooLarge(WorkspacePath path, long size, int maxBytes) {
        return new ShadowException(
                        ErrorCode.TOO_LARGE,
                        "'" + path + "': " + size + " bytes are more than the limit of " + maxBytes
                                + "; read a range of lines or bytes, raise maxBytes (to "
                                + ReadRequest.HIGHEST_MAX_BYTES + " at most), or stream it with download")
                .with("path", path)
                .with("totalBytes", size)
                .with("maxBytes", maxBytes);
    }
}
