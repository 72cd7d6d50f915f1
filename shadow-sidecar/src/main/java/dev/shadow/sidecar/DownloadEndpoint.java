package dev.shadow.sidecar;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.file.FileOperation;
import dev.shadow.file.FileStat;
import dev.shadow.file.FileVersion;
import dev.shadow.protocol.EntityTag;
import dev.shadow.protocol.Headers;
import dev.shadow.protocol.MediaTypes;
import dev.shadow.spi.CallContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;

/**
 * Streams files. A reader that was cut off goes on at its offset with {@code If-Match} and the tag it was given; when the file
 * is another one by then, it is told so instead of getting parts of both.
 *
 * <p>Thread-safe.
 */
final class DownloadEndpoint implements HandleEndpoint {
    private static final int CHUNK = 64 << 10;

    private final Calls calls;

    DownloadEndpoint(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void handle(Exchange exchange, OpenHandle handle) throws IOException, InterruptedException {
        String path = exchange.required("path");
        long offset = exchange.number("offset").orElse(0L);
        if (offset < 0) {
            throw Exchange.invalid("'offset' of the query must be 0 or more, and is " + offset);
        }
        FileOperation.Download download = new FileOperation.Download(path, offset);
        CallContext call = exchange.context(handle.info().workspace(), download.defaultTimeout());
        calls.enter();
        handle.begin();
        try (InputStream content = handle.execute(download, call)) {
            FileStat stat = handle.execute(new FileOperation.Stat(path), call);
            String tag = EntityTag.of(new FileVersion(stat.size() + "-" + stat.modified(), true));
            requireSame(exchange.header("If-Match"), tag, path);
            exchange.response().setStatus(200);
            exchange.response().getHeaders().put(Headers.REQUEST_ID, exchange.requestId());
            exchange.response().getHeaders().put(HttpHeader.CONTENT_TYPE, MediaTypes.BYTES);
            exchange.response().getHeaders().put(HttpHeader.ETAG, tag);
            copy(content, exchange);
        } finally {
            handle.end();
            calls.leave();
        }
    }

    private static void requireSame(Optional<String> wanted, String tag, String path) {
        if (wanted.isPresent() && !wanted.get().equals(tag)) {
            throw new ShadowException(
                            ErrorCode.VERSION_CONFLICT,
                            "the file '" + path
                                    + "' was changed while it was downloaded, and the connection was lost in"
                                    + " between; download it again from the start")
                    .with("path", path);
        }
    }

    /** The stream of the response is closed last, and only when all went well: an end that comes early must not look like one. */
    private static void copy(InputStream content, Exchange exchange) throws IOException {
        OutputStream target = Content.Sink.asOutputStream(exchange.response());
        byte[] chunk = new byte[CHUNK];
        for (int n = content.read(chunk); n >= 0; n = content.read(chunk)) {
            target.write(chunk, 0, n);
        }
        exchange.response().write(true, null, exchange.callback());
    }
}
