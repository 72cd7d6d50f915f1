package dev.shadow.remote;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.io.IOException;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * The connection under a stream, made anew when it is lost: at once when it had brought something since it was made, else as
 * {@link Attempts} says, and given up when connections come about and bring nothing, time and again.
 *
 * <p>Used by one thread, but for cancel.
 */
final class Connection implements AutoCloseable {
    private static final int FRUITLESS = 4;

    private final Opening opening;
    private volatile @Nullable Stream stream;
    private volatile boolean cancelled;
    private boolean fruitful;
    private int fruitless;

    /** Asks for the stream from where its reader is. */
    @FunctionalInterface
    interface Opening {
        Stream open() throws InterruptedException;
    }

    /** Reads something off the wire. */
    @FunctionalInterface
    interface Reading<R> {
        @Nullable R read(Response response, BufferedSource source) throws IOException;
    }

    Connection(Opening opening) {
        this.opening = opening;
    }

    /** Reads, from a connection that stands or a new one; null when the connection was lost, and the next one is another. */
    <R> @Nullable R read(Reading<R> reading) throws InterruptedException {
        Stream standing = stream;
        Stream current = standing == null ? open() : standing;
        try {
            R read = reading.read(current.response(), current.response().body().source());
            fruitful = true;
            fruitless = 0;
            return read;
        } catch (IOException e) {
            drop();
            if (Thread.interrupted() || e instanceof java.nio.channels.ClosedByInterruptException) {
                throw new InterruptedException();
            }
            if (!cancelled && !fruitful && ++fruitless >= FRUITLESS) {
                throw new ShadowException(
                        ErrorCode.CONNECTION_LOST,
                        "the stream from the sidecar was cut " + fruitless + " times before it brought anything: "
                                + e.getMessage(),
                        e);
            }
            return null;
        }
    }

    /** Makes a connection, to be read from later. */
    Stream open() throws InterruptedException {
        Stream opened = opening.open();
        stream = opened;
        fruitful = false;
        if (cancelled) {
            opened.call().cancel();
        }
        return opened;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Lets go of a connection whose answer has ended; the next read makes another. */
    void drop() {
        Stream current = stream;
        stream = null;
        if (current != null) {
            current.response().close();
        }
    }

    void cancel() {
        cancelled = true;
        Stream current = stream;
        if (current != null) {
            current.call().cancel();
        }
    }

    /** Cancels first: what is left of an answer is not worth reading. */
    @Override
    public void close() {
        cancel();
        drop();
    }
}
