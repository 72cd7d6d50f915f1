package dev.shadow.sidecar;

import dev.shadow.Bytes;
import dev.shadow.file.FileContent;
import dev.shadow.file.FileOperation;
import dev.shadow.file.FileVersion;
import dev.shadow.file.ReadRequest;
import dev.shadow.file.WriteCondition;
import dev.shadow.file.WriteRequest;
import dev.shadow.protocol.EntityTag;
import dev.shadow.protocol.Headers;
import dev.shadow.spi.CallContext;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes whole files and parts of them as they are. Thread-safe. */
final class ContentEndpoints {
    /** RFC 9110, 14.1.2: one range with a first byte. */
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})?");

    private final Calls calls;

    ContentEndpoints(Calls calls) {
        this.calls = calls;
    }

    Reply read(Exchange exchange, OpenHandle handle) throws IOException, InterruptedException {
        FileOperation.Read read = new FileOperation.Read(request(exchange));
        CallContext call = exchange.context(handle.info().workspace(), read.defaultTimeout());
        return calls.read(() -> reply(handle.execute(read, call)));
    }

    private static ReadRequest request(Exchange exchange) {
        ReadRequest whole = ReadRequest.of(exchange.required("path"));
        ReadRequest bounded =
                exchange.smallNumber("maxBytes").map(whole::maxBytes).orElse(whole);
        Optional<Long> first = exchange.number("firstLine");
        if (first.isPresent()) {
            return bounded.lines(first.get(), exchange.number("lastLine").orElse(Long.MAX_VALUE));
        }
        return exchange.header("Range").map(range -> range(bounded, range)).orElse(bounded);
    }

    private static ReadRequest range(ReadRequest request, String range) {
        Matcher parts = RANGE.matcher(range);
        if (!parts.matches()) {
            throw Exchange.invalid("Range must be bytes=FIRST-LAST or bytes=FIRST-, and is " + range);
        }
        long from = Long.parseLong(parts.group(1));
        long length = parts.group(2) == null ? Long.MAX_VALUE : Long.parseLong(parts.group(2)) - from + 1;
        return request.bytes(from, length);
    }

    private static Reply reply(FileContent content) {
        boolean whole = content.offset() == 0 && content.bytes().size() == content.totalBytes();
        Reply reply = Reply.bytes(content.bytes())
                .with("ETag", EntityTag.of(content.version()))
                .with(Headers.PATH, URLEncoder.encode(content.path(), StandardCharsets.UTF_8))
                .with(Headers.OFFSET, content.offset())
                .with(Headers.TOTAL_BYTES, content.totalBytes());
        return whole || content.totalLines().isEmpty()
                ? reply
                : reply.with(Headers.TOTAL_LINES, content.totalLines().getAsLong());
    }

    Reply write(Exchange exchange, OpenHandle handle) throws IOException, InterruptedException {
        Bytes body = exchange.wholeBody();
        WriteRequest request = new WriteRequest(
                exchange.required("path"),
                body,
                condition(exchange),
                exchange.query("executable").map(Boolean::parseBoolean),
                exchange.query("durable").map(Boolean::parseBoolean).orElse(false));
        FileOperation.Write write = new FileOperation.Write(request);
        CallContext call = exchange.context(handle.info().workspace(), write.defaultTimeout());
        return calls.change(
                exchange, body.toByteArray(), call.deadline(), () -> Reply.json(handle.execute(write, call)));
    }

    private static WriteCondition condition(Exchange exchange) {
        Optional<FileVersion> version = exchange.header("If-Match").map(EntityTag::parse);
        if (version.isPresent()) {
            return new WriteCondition.Version(version.get());
        }
        Optional<String> none = exchange.header("If-None-Match");
        if (none.isEmpty()) {
            return new WriteCondition.Any();
        }
        if (!none.get().equals("*")) {
            throw Exchange.invalid("If-None-Match of a write must be *");
        }
        return new WriteCondition.Absent();
    }
}
