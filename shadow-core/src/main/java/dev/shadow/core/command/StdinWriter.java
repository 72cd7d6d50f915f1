package dev.shadow.core.command;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Stdin;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A command's input. A pipe that nobody reads blocks its writer, so writes happen on a thread of their own, one at a time;
 * a caller who gives up leaves its write to that thread, and the next waits for its turn.
 *
 * <p>Thread-safe.
 */
final class StdinWriter {
    /** What a fresh pipe takes at least without blocking (POSIX.1-2017, limits.h, PIPE_BUF on Linux). */
    private static final int FITS_ANY_PIPE = 4096;

    private final OutputStream stream;
    private final Threads threads;
    private final Semaphore turn = new Semaphore(1);
    private volatile boolean closed;

    private StdinWriter(OutputStream stream, Threads threads) {
        this.stream = stream;
        this.threads = threads;
    }

    static StdinWriter begin(OutputStream stream, Stdin stdin, Threads threads) {
        StdinWriter writer = new StdinWriter(stream, threads);
        if (stdin instanceof Stdin.Given given) {
            writer.give(given.content());
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
        if (turn.tryAcquire()) {
            closeNow();
            turn.release();
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
