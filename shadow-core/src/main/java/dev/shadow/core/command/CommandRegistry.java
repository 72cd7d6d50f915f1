package dev.shadow.core.command;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Command;
import dev.shadow.command.Exit;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.spi.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The commands of a workspace by id: those that run, and the last that ended.
 *
 * <p>Thread-safe.
 */
final class CommandRegistry {
    private final int history;
    private final Threads threads;
    private final Map<String, Entry> entries = new LinkedHashMap<>(); // guarded by this, in the order of starts
    private final Deque<Entry> ended = new ArrayDeque<>(); // guarded by this
    private boolean closed; // guarded by this
    private Duration retention = Duration.ofDays(365); // guarded by this
    private boolean sweeping; // guarded by this; a sweep is to come
    private Future<?> nextSweep = CompletableFuture.completedFuture(null); // guarded by this

    CommandRegistry(int history, Threads threads) {
        this.history = history;
        this.threads = threads;
    }

    synchronized void keepEnded(Duration atMost) {
        retention = atMost;
    }

    /** A command, from the moment when its id is taken. */
    static final class Entry {
        private final String id;
        private final Command command;
        private final CompletableFuture<RunningCommand> started = new CompletableFuture<>();
        private volatile long endNanos;

        Entry(String id, Command command) {
            this.id = id;
            this.command = command;
        }

        @Nullable RunningCommand running() {
            return started.isCompletedExceptionally() ? null : started.getNow(null);
        }

        /** Ends the command, also one that is being started; the future completes when it has ended. */
        CompletableFuture<Void> end(Exit reason) {
            return started.thenCompose(running -> {
                        running.end(reason);
                        return running.ended();
                    })
                    .exceptionally(error -> null);
        }

        /** The command once it is started, by whomever. */
        RunningCommand await(Deadline deadline) throws InterruptedException {
            try {
                return started.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                throw deadline.exceeded();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof ShadowException known
                        ? known
                        : new ShadowException(ErrorCode.INTERNAL, "the command could not be started", e);
            }
        }
    }

    /** Takes an id. An entry that is already there is returned as it is, and then its command is the same. */
    synchronized Claim claim(String id, Command command) {
        if (closed) {
            throw new ShadowException(ErrorCode.CLOSED, "the workspace is closed; open it again to start commands");
        }
        Entry present = entries.get(id);
        if (present == null) {
            Entry made = new Entry(id, command);
            entries.put(id, made);
            return new Claim(made, true);
        }
        if (!present.command.equals(command)) {
            throw new ShadowException(
                            ErrorCode.COMMAND_EXISTS,
                            "the id '" + id + "' belongs to another command; take another id, or attach to that"
                                    + " command with command(id)")
                    .with("id", id);
        }
        return new Claim(present, false);
    }

    /**
     * An entry.
     *
     * @param isNew whether the caller has to start its command
     */
    record Claim(Entry entry, boolean isNew) {}

    void started(Entry entry, RunningCommand running) {
        running.beforeEnd(exit -> ended(entry));
        entry.started.complete(running);
    }

    synchronized void failed(Entry entry, Throwable error) {
        entries.remove(entry.id, entry);
        entry.started.completeExceptionally(error);
    }

    private void ended(Entry entry) {
        entry.endNanos = System.nanoTime();
        synchronized (this) {
            ended.add(entry);
        }
        sweep(false);
    }

    /** Forgets what is too old or too much, and comes back when the next grows too old. */
    private void sweep(boolean scheduled) {
        List<Entry> forgotten = new ArrayList<>();
        synchronized (this) {
            sweeping = sweeping && !scheduled;
            long now = System.nanoTime();
            while (!ended.isEmpty() && (ended.size() > history || age(now) >= retention.toNanos())) {
                Entry oldest = ended.remove();
                entries.remove(oldest.id, oldest);
                forgotten.add(oldest);
            }
            if (!ended.isEmpty() && !sweeping && !closed) {
                sweeping = true;
                nextSweep = threads.schedule(retention.minusNanos(age(now)), () -> sweep(true));
            }
        }
        forgotten.forEach(CommandRegistry::drop);
    }

    private long age(long now) {
        return now - ended.element().endNanos;
    }

    private static void drop(Entry entry) {
        RunningCommand running = entry.running();
        if (running != null) {
            running.log().drop();
        }
    }

    RunningCommand find(String id) {
        Entry entry;
        synchronized (this) {
            entry = entries.get(id);
        }
        RunningCommand running = entry == null ? null : entry.running();
        if (running == null) {
            throw new ShadowException(
                            ErrorCode.COMMAND_NOT_FOUND,
                            "no command has the id '" + id
                                    + "'; commands() lists those that run, and of those that ended the last " + history
                                    + " of the retention time")
                    .with("id", id);
        }
        return running;
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    synchronized void close() {
        closed = true;
        nextSweep.cancel(false);
    }
}
