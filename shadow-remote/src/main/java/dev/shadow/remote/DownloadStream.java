package dev.shadow.remote;

import dev.shadow.ShadowException;
import dev.shadow.protocol.Routes;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file from an offset to its end, whose connection comes back when it is lost. Not thread-safe. */
final class DownloadStream extends InputStream {
    private final HandleClient calls;
    private final String path;
    private final CallContext context;
    private final Connection connection = new Connection(this::connect);
    private long offset;
    private Optional<String> tag = Optional.empty();
    private @Nullable Stream first;
    private boolean ended;

    private DownloadStream(HandleClient calls, String path, long offset, CallContext context) {
        this.calls = calls;
        this.path = path;
        this.offset = offset;
        this.context = context;
    }

    /** Asks for the file at once, so that failures are those of the call. */
    static DownloadStream open(HandleClient calls, String path, long offset, CallContext context)
            throws InterruptedException {
        DownloadStream stream = new DownloadStream(calls, path, offset, context);
        Stream first = stream.request(context);
        stream.first = first;
        stream.tag = Optional.ofNullable(first.response().header("ETag"));
        return stream;
    }

    private Stream connect() throws InterruptedException {
        Stream opened = first;
        first = null;
        return opened != null ? opened : request(later());
    }

    /** Each time the connection comes back it has the time that the call had. */
    private CallContext later() {
        return new CallContext(
                context.workspaceId(),
                Deadline.after(dev.shadow.file.FileOperation.Download.TYPE.timeout()),
                context.requestId(),
                context.traceParent());
    }

    private Stream request(CallContext call) throws InterruptedException {
        WireCall download =
                WireCall.of("GET", Routes.DOWNLOAD, call).query("path", path).query("offset", offset);
        return calls.open(tag.isPresent() ? download.header("If-Match", tag.get()) : download);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int at, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (!ended) {
                Integer count = connection.read((response, source) -> source.read(target, at, length));
                if (connection.isCancelled()) {
                    throw new IOException("the stream was closed");
                }
                if (count != null && count > 0) {
                    offset += count;
                    return count;
                }
                ended = count != null;
            }
            return -1;
        } catch (ShadowException e) {
            throw new IOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the download was interrupted");
        }
    }

    @Override
    public void close() {
        Stream unread = first;
        first = null;
        if (unread != null) {
            unread.response().close();
        }
        connection.close();
    }
}
