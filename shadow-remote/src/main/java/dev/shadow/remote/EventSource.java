package dev.shadow.remote;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.protocol.WireJson;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Predicate;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Server-Sent Events (WHATWG HTML, 9.2.6) with numbers as ids and one JSON value each. An id without a value tells the place
 * from which to go on; 0 is none. Ends when the workspace is closed or destroyed.
 *
 * <p>Used by one thread, but for cancel.
 *
 * @param <T> the values
 */
final class EventSource<T> implements Source<T> {
    private static final long LONGEST_LINE = 96L << 20;

    private final Class<T> type;
    private final Predicate<T> isPart;
    private final Connection connection;
    private final Queue<T> parts = new ArrayDeque<>();
    private final Queue<T> ready = new ArrayDeque<>();
    private long lastId;

    /** Asks for the events after one; 0 for where the reader wants to begin. */
    @FunctionalInterface
    interface After {
        Stream open(long lastId) throws InterruptedException;
    }

    /** Values of which none is a part of what follows. */
    EventSource(Class<T> type, After after) {
        this(type, after, value -> false);
    }

    /** Values of which some are parts of the one that follows: they are held until it is there, as a cut brings them again. */
    EventSource(Class<T> type, After after, Predicate<T> isPart) {
        this.type = type;
        this.isPart = isPart;
        this.connection = new Connection(() -> {
            parts.clear();
            return after.open(lastId);
        });
    }

    /** Connects now, so that failures are those of the caller, and nothing is missed that happens from now on. */
    EventSource<T> connected() throws InterruptedException {
        connection.open();
        return this;
    }

    @Override
    public @Nullable T next() throws InterruptedException {
        try {
            while (ready.isEmpty() && !connection.isCancelled()) {
                Event<T> event = connection.read(this::read);
                if (event != null) {
                    take(event);
                }
            }
            return ready.poll();
        } catch (ShadowException e) {
            if (e.code().equals(ErrorCode.CLOSED)) {
                return null;
            }
            throw e;
        }
    }

    private void take(Event<T> event) {
        lastId = event.id() == 0 ? lastId : event.id();
        T value = event.value();
        if (value != null) {
            parts.add(value);
            if (!isPart.test(value)) {
                ready.addAll(parts);
                parts.clear();
            }
        }
    }

    /** A value, or none for a comment. */
    private record Event<T>(long id, @Nullable T value) {}

    private Event<T> read(Response response, BufferedSource source) throws IOException {
        long id = 0;
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
