package dev.shadow.sidecar;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.protocol.WireErrors;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls by their keys: each is executed once, and whoever comes later with the same key gets the same answer. A key is
 * written down before its call begins, so that a sidecar that was killed does not do it again.
 *
 * <p>Answers are kept in memory up to 16 MiB of the latest 10,000, and on disk as {@link KeyJournal} says.
 *
 * <p>Thread-safe.
 */
final class KeyedCalls {
    private static final long KEPT_BYTES = 16 << 20;
    private static final Duration LONGEST_CANCEL = Duration.ofSeconds(20);
    private static final int KEPT_CALLS = 10_000;

    private final KeyJournal journal;
    private final Map<String, Call> calls = new LinkedHashMap<>(); // guarded by this, in the order of their begin
    private long keptBytes; // guarded by this

    KeyedCalls(KeyJournal journal) {
        this.journal = journal;
    }

    /** What is done under a key. */
    @FunctionalInterface
    interface Action {
        Reply run() throws IOException, InterruptedException;
    }

    /** Runs the action unless the key was seen before; then gives the first one's answer, waiting for it. */
    Reply once(String key, String fingerprint, String requestId, Deadline deadline, Action action)
            throws IOException, InterruptedException {
        Call call = new Call(fingerprint);
        Call earlier = putIfAbsent(key, call);
        return earlier == null ? run(key, call, requestId, action) : await(earlier, fingerprint, deadline);
    }

    /**
     * The same on another thread.
     *
     * @param end told once, as soon as nothing is done for this call any more
     * @return the answer, failed when the call could not be written down and so was not begun
     */
    CompletableFuture<Reply> begin(
            String key, String fingerprint, String requestId, Executor executor, Runnable end, Action action)
            throws IOException {
        Call call = new Call(fingerprint);
        Call earlier = putIfAbsent(key, call);
        if (earlier != null) {
            end.run();
            requireSame(earlier, fingerprint);
            return earlier.answer;
        }
        executor.execute(() -> {
            try {
                run(key, call, requestId, action);
            } catch (IOException | RuntimeException | Error e) {
                call.answer.completeExceptionally(e);
            } finally {
                end.run();
            }
        });
        return call.answer;
    }

    synchronized boolean isKnown(String key) throws IOException {
        return calls.containsKey(key) || journal.find(key) != null;
    }

    private synchronized @Nullable Call putIfAbsent(String key, Call call) throws IOException {
        Call earlier = calls.containsKey(key) ? calls.get(key) : written(key);
        if (earlier == null) {
            calls.put(key, call);
        }
        return earlier;
    }

    private static void requireSame(Call call, String fingerprint) {
        if (!call.fingerprint.equals(fingerprint)) {
            throw new ShadowException(WireErrors.KEY_REUSED, "this key belongs to another call; make a new one");
        }
    }

    private @Nullable Call written(String key) throws IOException {
        KeyJournal.Entry entry = journal.find(key);
        if (entry == null) {
            return null;
        }
        Call call = new Call(entry.fingerprint());
        call.answer.complete(entry.reply().orElseGet(() -> Reply.problem(unknown(), "")));
        return call;
    }

    private static ShadowException unknown() {
        return new ShadowException(
                ErrorCode.OUTCOME_UNKNOWN,
                "the sidecar ended while this call was under way, or its answer was too long to be kept; look at the"
                        + " workspace before you do it again");
    }

    private Reply run(String key, Call call, String requestId, Action action) throws IOException {
        call.beginsHere();
        try {
            journal.reserve(key, call.fingerprint);
        } catch (IOException | RuntimeException e) {
            forget(key, call, e);
            throw e;
        }
        Reply reply = Reply.problem(unknown(), requestId);
        try {
            reply = answer(requestId, action);
        } finally { // whatever comes, nobody does it again
            call.ended();
            journal.record(key, reply);
            call.answer.complete(reply);
            keep(reply);
        }
        return reply;
    }

    private static Reply answer(String requestId, Action action) {
        try {
            return action.run();
        } catch (ShadowException e) {
            return Reply.problem(e, requestId);
        } catch (InterruptedException e) {
            return Reply.problem(
                    new ShadowException(ErrorCode.INTERRUPTED, "the caller did not want this call any more"),
                    requestId);
        } catch (IOException | RuntimeException e) {
            return Reply.problem(Failure.defect(e), requestId);
        }
    }

    private synchronized void forget(String key, Call call, Throwable failure) {
        calls.remove(key, call);
        call.answer.completeExceptionally(failure);
    }

    private synchronized void keep(Reply reply) {
        keptBytes += reply.body().size();
        var oldest = calls.entrySet().iterator();
        while ((keptBytes > KEPT_BYTES || calls.size() > KEPT_CALLS) && oldest.hasNext()) {
            Call call = oldest.next().getValue();
            Reply answered = call.answer.isCompletedExceptionally() ? null : call.answer.getNow(null);
            if (answered != null) {
                keptBytes -= answered.body().size();
                oldest.remove();
            }
        }
    }

    private static Reply await(Call call, String fingerprint, Deadline deadline) throws InterruptedException {
        requireSame(call, fingerprint);
        try {
            return call.answer.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw deadline.exceeded();
        } catch (ExecutionException e) {
            throw notBegun(e);
        }
    }

    static ShadowException notBegun(Throwable reason) {
        return new ShadowException(
                        ErrorCode.IO_ERROR, "the call could not be written down, so it was not begun", reason)
                .asRetryable();
    }

    /** Interrupts a call that is under way and waits until it has ended, but not for ever. */
    void cancel(String key) throws InterruptedException {
        Call call;
        synchronized (this) {
            call = calls.get(key);
        }
        if (call != null) {
            call.cancel();
            awaitQuietly(call.answer);
        }
    }

    private static void awaitQuietly(CompletableFuture<?> end) throws InterruptedException {
        try {
            end.get(LONGEST_CANCEL.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // whoever asked was told nothing of its outcome anyway
        }
    }

    /** One call. Thread-safe. */
    private static final class Call {
        private final String fingerprint;
        private final CompletableFuture<Reply> answer = new CompletableFuture<>();
        private @Nullable Thread thread; // guarded by this; who executes it, until it has ended
        private boolean cancelled; // guarded by this

        Call(String fingerprint) {
            this.fingerprint = fingerprint;
        }

        synchronized void beginsHere() {
            thread = Thread.currentThread();
            if (cancelled) {
                thread.interrupt();
            }
        }

        synchronized void cancel() {
            cancelled = true;
            Thread executing = thread;
            if (executing != null) {
                executing.interrupt();
            }
        }

        /** From now on nobody interrupts its thread, which goes on to other work. */
        synchronized void ended() {
            thread = null;
            Thread.interrupted();
        }
    }
}
