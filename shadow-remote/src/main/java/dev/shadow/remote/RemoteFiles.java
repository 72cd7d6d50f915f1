package dev.shadow.remote;

import dev.shadow.Bytes;
import dev.shadow.file.FileContent;
import dev.shadow.file.FileOperation;
import dev.shadow.file.FileVersion;
import dev.shadow.file.ReadRange;
import dev.shadow.file.ReadRequest;
import dev.shadow.file.WriteCondition;
import dev.shadow.file.WriteRequest;
import dev.shadow.file.WriteResult;
import dev.shadow.protocol.EntityTag;
import dev.shadow.protocol.Headers;
import dev.shadow.protocol.Routes;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.OperationTable;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Contents of files, which travel as they are. Thread-safe. */
final class RemoteFiles {
    private final HandleClient calls;

    RemoteFiles(HandleClient calls) {
        this.calls = calls;
    }

    void register(OperationTable.Builder table) {
        table.on(FileOperation.Read.class, this::read)
                .on(
                        FileOperation.ReadMany.class,
                        (many, context) -> new ReadBatch(calls, this, context).read(many.requests()))
                .on(FileOperation.Write.class, this::write)
                .on(FileOperation.Download.class, this::download)
                .on(FileOperation.Upload.class, this::upload);
    }

    FileContent read(FileOperation.Read operation, CallContext context) throws InterruptedException {
        ReadRequest request = operation.request();
        WireCall call = WireCall.of("GET", Routes.CONTENT, context)
                .query("path", request.path())
                .query("maxBytes", request.maxBytes());
        if (request.range() instanceof ReadRange.Lines lines) {
            call = call.query("firstLine", lines.first()).query("lastLine", lines.last());
        } else if (request.range() instanceof ReadRange.ByteRange range) {
            call = call.header("Range", "bytes=" + range.offset() + "-" + last(range));
        }
        Answer answer = calls.call(call);
        String path = answer.header(Headers.PATH)
                .map(encoded -> URLDecoder.decode(encoded, StandardCharsets.UTF_8))
                .orElse(request.path());
        return content(path, answer);
    }

    private static String last(ReadRange.ByteRange range) {
        long last = range.offset() + range.length() - 1;
        return last < range.offset() ? "" : Long.toString(last);
    }

    private static FileContent content(String path, Answer answer) {
        FileVersion version = EntityTag.parse(answer.header("ETag").orElse(""));
        long offset = answer.number(Headers.OFFSET, 0);
        Bytes bytes = answer.body();
        long total = answer.number(Headers.TOTAL_BYTES, bytes.size());
        if (offset == 0 && total == bytes.size()) {
            return FileContent.whole(path, bytes, () -> version);
        }
        long lines = answer.number(Headers.TOTAL_LINES, -1);
        return new FileContent(
                path, bytes, offset, total, lines < 0 ? OptionalLong.empty() : OptionalLong.of(lines), version);
    }

    private WriteResult write(FileOperation.Write operation, CallContext context) throws InterruptedException {
        WriteRequest request = operation.request();
        WireCall call = WireCall.of("PUT", Routes.CONTENT, context)
                .query("path", request.path())
                .bytes(request.content())
                .keyed();
        if (request.executable().isPresent()) {
            call = call.query("executable", request.executable().get());
        }
        if (request.durable()) {
            call = call.query("durable", true);
        }
        if (request.condition() instanceof WriteCondition.Version condition) {
            call = call.header("If-Match", EntityTag.of(condition.version()));
        } else if (request.condition() instanceof WriteCondition.Absent) {
            call = call.header("If-None-Match", "*");
        }
        return calls.call(call).json(WriteResult.class);
    }

    private InputStream download(FileOperation.Download operation, CallContext context) throws InterruptedException {
        return DownloadStream.open(calls, operation.path(), operation.offset(), context);
    }

    private WriteResult upload(FileOperation.Upload operation, CallContext context) throws InterruptedException {
        return new RemoteUpload(calls, context).send(operation.path(), operation.source());
    }
}
