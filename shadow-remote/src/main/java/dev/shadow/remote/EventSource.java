package dev.shadow.remote;

import dev.shadow.protocol.WireJson;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Server-Sent Events (WHATWG HTML, 9.2.6) with numbers as ids and one JSON value each. Used by one thread, but for cancel.
 *
 * @param <T> the values
 */
final class EventSource<T> implements Source<T> {
    private static final long LONGEST_LINE = 96L << 20;

    private final Class<T> type;
    private final Connection connection;
    private long lastId;

    /** Asks for the events after one; 0 for where the reader wants to begin. */
    @FunctionalInterface
    interface After {
        Stream open(long lastId) throws InterruptedException;
    }

    EventSource(Class<T> type, After after) {
        this.type = type;
        this.connection = new Connection(() -> after.open(lastId));
    }

    @Override
    public @Nullable T next() throws InterruptedException {
        while (!connection.isCancelled()) {
            Event<T> event = connection.read(this::read);
            if (event != null && event.value() != null) {
                lastId = event.id();
                return event.value();
            }
        }
        return null;
    }

    /** A value, or none for a comment. */
    private record Event<T>(long id, @Nullable T value) {}

    private Event<T> read(Response response, BufferedSource source) throws IOException {
        long id = lastId;
        String data = "";
        for (String line = line(source); !line.isEmpty(); line = line(source)) {
            if (line.startsWith("id:")) {
                id = Long.parseLong(line.substring(3).trim());
            } else if (line.startsWith("data:")) {
                data = line.substring(5);
            }
        }
        return new Event<>(
                id,
                data.isEmpty() ? null : type.cast(WireJson.read(data.getBytes(StandardCharsets.UTF_8), (Type) type)));
    }

    private static String line(BufferedSource source) throws IOException {
        long end = source.indexOf((byte) '\n', 0, LONGEST_LINE);
        if (end < 0) {
            throw new EOFException("the events ended within a line");
        }
        String line = source.readUtf8(end);
        source.skip(1);
        return line;
    }

    @Override
    public void cancel() {
        connection.cancel();
    }

    @Override
    public void close() {
        connection.close();
    }
}
