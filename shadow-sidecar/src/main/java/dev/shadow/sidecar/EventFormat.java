package dev.shadow.sidecar;

import dev.shadow.protocol.MediaTypes;
import dev.shadow.protocol.WireJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.ToLongFunction;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Items as Server-Sent Events, each with its number as {@code id}, by which a reader that was cut off goes on. A comment every
 * 15 seconds keeps proxies from closing a quiet stream.
 *
 * <p>Thread-safe.
 */
final class EventFormat<T> implements FlowStream.Format<T> {
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final ToLongFunction<T> id;

    EventFormat(ToLongFunction<T> id) {
        this.id = id;
    }

    static void head(Exchange exchange) {
        exchange.response().setStatus(200);
        exchange.response().getHeaders().put(HttpHeader.CONTENT_TYPE, MediaTypes.EVENTS);
        exchange.response().getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache, no-transform");
    }

    /** The number of the last event that a reader has, from {@code Last-Event-ID}. */
    static long after(Exchange exchange, long otherwise) {
        return exchange.header("Last-Event-ID")
                .map(text -> Exchange.number("Last-Event-ID", text))
                .orElse(otherwise);
    }

    @Override
    public ByteBuffer encode(T item) {
        return event(id.applyAsLong(item), item);
    }

    /** Where a stream begins, for a reader that is cut off before the first event (WHATWG HTML, 9.2.6: an id without data). */
    static ByteBuffer place(long id) {
        return ByteBuffer.wrap(("id: " + id + "\n\n").getBytes(StandardCharsets.US_ASCII));
    }

    static ByteBuffer event(long id, Object data) {
        byte[] json = WireJson.write(data); // one line, as JSON escapes line ends
        byte[] head = ("id: " + id + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + json.length + 2)
                .put(head)
                .put(json)
                .put((byte) '\n')
                .put((byte) '\n')
                .flip();
    }

    @Override
    public boolean isLast(T item) {
        return false;
    }

    @Override
    public Duration quietLimit() {
        return SIGN_OF_LIFE;
    }

    @Override
    public ByteBuffer whenQuiet() {
        return ByteBuffer.wrap(COMMENT);
    }
}
