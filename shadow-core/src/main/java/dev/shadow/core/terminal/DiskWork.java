package dev.shadow.core.terminal;

import dev.shadow.ShadowException;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Runs work on a disk one piece at a time, on threads of its own: an interrupt of a caller's thread would close the channel
 * (java.nio.channels.InterruptibleChannel), and a disk that hangs would hang the caller.
 *
 * <p>Thread-safe.
 */
final class DiskWork {
    private final Threads threads;
    private final Function<Exception, ShadowException> failures;
    private final ReentrantLock turn = new ReentrantLock();

    /**
     * For one directory.
     *
     * @param failures what a caller is told
     */
    DiskWork(Threads threads, Function<Exception, ShadowException> failures) {
        this.threads = threads;
        this.failures = failures;
    }

    /** May take as long as the disk likes. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Runs it without waiting; the caller sees to it that few such wait for their turn. */
    void inBackground(Runnable work) {
        threads.blocking().execute(() -> {
            turn.lock();
            try {
                work.run();
            } finally {
                turn.unlock();
            }
        });
    }

    /** Waits for its end. Work whose turn does not come until the deadline is not done. */
    <T> T call(Deadline deadline, Work<T> work) throws InterruptedException {
        CompletableFuture<T> result = new CompletableFuture<>();
        threads.blocking().execute(() -> {
            try {
                if (turn.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                    complete(result, work);
                }
            } catch (InterruptedException e) {
                result.completeExceptionally(e); // nobody interrupts this thread
            }
        });
        return await(result, deadline);
    }

    /** As {@link #call}, but done some time even if its turn comes after the deadline. */
    <T> T callOnce(Deadline deadline, Work<T> work) throws InterruptedException {
        CompletableFuture<T> result = new CompletableFuture<>();
        threads.blocking().execute(() -> {
            turn.lock();
            complete(result, work);
        });
        return await(result.copy(), deadline);
    }

    private <T> void complete(CompletableFuture<T> result, Work<T> work) {
        try {
            if (!result.isDone()) {
                result.complete(work.run());
            }
        } catch (IOException | RuntimeException e) {
            result.completeExceptionally(e);
        } finally {
            turn.unlock();
        }
    }

    private <T> T await(CompletableFuture<T> result, Deadline deadline) throws InterruptedException {
        try {
            return result.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            result.cancel(false); // before its turn: it is not done later
            throw deadline.exceeded();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? failures.apply(cause) : failures.apply(e);
        }
    }
}
