package dev.shadow.core.command;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Stdin;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A command's input. A pipe that nobody reads blocks its writer, so writes happen on a thread of their own, one at a time;
 * a caller who gives up leaves its write to that thread, and the next waits for its turn.
 *
 * <p>Thread-safe.
 */
final class StdinWriter {
    /** What a fresh pipe takes at least without blocking (POSIX.1-2017, limits.h, PIPE_BUF on Linux). */
    private static final int FITS_ANY_PIPE = 4096;

    private static final int COPIED_AT_ONCE = 16 << 10;

    private final OutputStream stream;
    private final Threads threads;
    private final Semaphore turn = new Semaphore(1);
    private volatile @Nullable InputStream source;
    private volatile boolean closed;

    private StdinWriter(OutputStream stream, Threads threads) {
        this.stream = stream;
        this.threads = threads;
    }

    /** Begins to give what is to be given; a source that cannot be read to its end is told to the last argument. */
    static StdinWriter begin(OutputStream stream, Stdin stdin, Threads threads, Consumer<IOException> sourceFailed) {
        StdinWriter writer = new StdinWriter(stream, threads);
        if (stdin instanceof Stdin.Given given) {
            writer.give(given.content());
        } else if (stdin instanceof Stdin.Streamed streamed) {
            writer.copy(streamed.source(), sourceFailed);
        } else if (stdin instanceof Stdin.Closed) {
            writer.closeNow();
        }
        return writer;
    }

    /** A command need not read all that it is given. */
    private void give(Bytes content) {
        closed = true;
        Runnable task = () -> {
            try (stream) {
                content.writeTo(stream);
            } catch (IOException e) {
                // it ended, or closed its input
            }
        };
        if (content.size() <= FITS_ANY_PIPE) {
            task.run();
        } else {
            threads.blocking().execute(task);
        }
    }

    private void copy(InputStream from, Consumer<IOException> sourceFailed) {
        closed = true;
        source = from;
        threads.blocking().execute(() -> {
            byte[] bytes = new byte[COPIED_AT_ONCE];
            try {
                int count = from.read(bytes);
                while (count >= 0 && give(bytes, count)) {
                    count = from.read(bytes);
                }
                closeNow();
            } catch (IOException e) {
                sourceFailed.accept(e); // the input stays open, so that the command sees no end that is none
            }
            closeQuietly(from);
        });
    }

    /** False when the command ended, or closed its input. */
    private boolean give(byte[] bytes, int length) {
        try {
            stream.write(bytes, 0, length);
            stream.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    void write(Bytes content, Deadline deadline) throws InterruptedException {
        inTurn(deadline, () -> {
            if (closed) {
                throw stdinClosed();
            }
            try {
                content.writeTo(stream);
                stream.flush();
            } catch (IOException e) {
                closeNow();
                throw stdinClosed();
            }
        });
    }

    void close(Deadline deadline) throws InterruptedException {
        if (!closed) {
            inTurn(deadline, this::closeNow);
        }
    }

    /** From now on every write is refused. One under way ends when the last reader of the pipe is gone. */
    void commandEnded() {
        closed = true;
        InputStream given = source;
        if (given != null) {
            threads.blocking().execute(() -> closeQuietly(given));
        }
        if (turn.tryAcquire()) {
            closeNow();
            turn.release();
        }
    }

    private static void closeQuietly(InputStream source) {
        try {
            source.close();
        } catch (IOException e) {
            // nobody reads it any more
        }
    }

    private void inTurn(Deadline deadline, Runnable step) throws InterruptedException {
        if (!turn.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
            throw deadline.exceeded();
        }
        CompletableFuture<Void> done;
        try {
            done = CompletableFuture.runAsync(
                    () -> {
                        try {
                            step.run();
                        } finally {
                            turn.release();
                        }
                    },
                    threads.blocking());
        } catch (RuntimeException | Error e) {
            turn.release();
            throw e;
        }
        try {
            done.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw deadline.exceeded();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ShadowException known ? known : stdinClosed();
        }
    }

    private void closeNow() {
        closed = true;
        try {
            stream.close();
        } catch (IOException e) {
            // the pipe is broken, which is as closed as it gets
        }
    }

    private static ShadowException stdinClosed() {
        return new ShadowException(
                ErrorCode.STDIN_CLOSED,
                "the command reads no more input: it ended, closed its input, or was started without Command.openStdin");
    }
}
