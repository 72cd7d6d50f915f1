package dev.shadow.core.watch;

import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.concurrent.PullPublisher;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.core.ignore.IgnoreRules;
import dev.shadow.core.store.Failures;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import dev.shadow.spi.Check;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.NumberedPublisher;
import dev.shadow.spi.OperationTable;
import dev.shadow.watch.WatchEvent;
import dev.shadow.watch.WatchOperation;
import dev.shadow.watch.WatchRequest;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The operation of {@link WatchOperation}: one tree of what is there, one history of what happened to it, and any number of
 * subscribers with their places in that. It begins with the first of them, and ends a minute after the last.
 *
 * <p>Thread-safe.
 */
public final class WatchEngine implements AutoCloseable {
    private static final int WAKE_EVERY = 256;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    private final FileStore files;
    private final WatchStore.Starter starter;
    private final WatchTime time;
    private final WatchLimits limits;
    private final Executor worker;
    private final Executor delivery;
    private final ChangeHistory history;
    private final Set<WatchCursor> cursors = ConcurrentHashMap.newKeySet();
    private final AtomicLong leavings = new AtomicLong();
    private final Object lock = new Object();

    /** Written under lock. Whoever works for another session ends. */
    private volatile @Nullable CompletableFuture<WatchSession> session;

    private volatile boolean closed;
    private long woken; // of the worker

    /**
     * An engine that watches nothing yet.
     *
     * @param files the files, for what git ignores
     * @param starter starts the store when somebody watches
     */
    public WatchEngine(FileStore files, WatchStore.Starter starter) {
        this(
                files,
                starter,
                WatchTime.SYSTEM,
                WatchLimits.DEFAULT,
                Threads.system().blocking(),
                Threads.system().delivery());
    }

    WatchEngine(
            FileStore files,
            WatchStore.Starter starter,
            WatchTime time,
            WatchLimits limits,
            Executor threads,
            Executor delivery) {
        this.files = files;
        this.starter = starter;
        this.time = time;
        this.limits = limits;
        this.worker = new SerialWorker(threads);
        this.delivery = delivery;
        this.history = new ChangeHistory(limits, time.millis());
    }

    /**
     * Adds the handler of this engine, and {@link Capability#WATCH}.
     *
     * @param table to be filled
     */
    public void register(OperationTable.Builder table) {
        table.can(Capability.WATCH)
                .on(WatchOperation.class, (operation, call) -> watch(operation.request(), call.deadline()));
    }

    /**
     * Follows a directory; see {@link dev.shadow.Workspace#watch}.
     *
     * @param request which
     * @param deadline until when everything must be watched
     * @return publishes to each subscriber at its own pace
     * @throws InterruptedException when the calling thread is interrupted
     */
    public NumberedPublisher<WatchEvent> watch(WatchRequest request, Deadline deadline) throws InterruptedException {
        WorkspacePath asked = WorkspacePath.parse(request.path());
        WorkspacePath directory = Failures.translate(asked, () -> requireWatched(asked));
        await(start(), deadline);
        long from = request.fromSequence() == 0 ? history.next() : request.fromSequence();
        return new Changes(from, new PullPublisher<>(delivery, wake -> attach(directory, from, wake)));
    }

    private record Changes(long firstNumber, Flow.Publisher<WatchEvent> events)
            implements NumberedPublisher<WatchEvent> {
        @Override
        public void subscribe(Flow.Subscriber<? super WatchEvent> subscriber) {
            events.subscribe(subscriber);
        }
    }

    private WorkspacePath requireWatched(WorkspacePath asked) throws IOException {
        requireNotOfGit(asked);
        WorkspacePath directory = files.resolve(asked);
        requireNotOfGit(directory);
        FileEntry found = files.stat(directory).orElseThrow(() -> new NoSuchFileException(directory.toString()));
        if (found.type() != FileType.DIRECTORY) {
            throw new NotDirectoryException(directory.toString());
        }
        Check.require(
                !IgnoreRules.isIgnored(files, directory, true),
                "'" + asked + "' is ignored by git, and so not watched; change .gitignore, or list it now and then");
        return directory;
    }

    private static void requireNotOfGit(WorkspacePath path) {
        Check.require(
                path.names().stream().noneMatch(name -> name.equalsIgnoreCase(".git")),
                "'" + path + "' is git's own, which is not watched; ask git() what is there");
    }

    private CompletableFuture<WatchSession> start() {
        synchronized (lock) {
            if (closed) {
                throw closedFailure();
            }
            CompletableFuture<WatchSession> present = session;
            if (present != null) {
                return present;
            }
            CompletableFuture<WatchSession> fresh = new CompletableFuture<>();
            session = fresh;
            worker.execute(() -> open(fresh));
            return fresh;
        }
    }

    private void open(CompletableFuture<WatchSession> opening) {
        WatchSession made = null;
        try {
            made = new WatchSession(
                    starter,
                    files,
                    time,
                    limits,
                    worker,
                    () -> session != opening,
                    this::wakeWhenTold,
                    broken -> fail(opening, broken));
            made.begin(this::tell);
            opening.complete(made);
            lingerFrom(opening);
        } catch (IOException | RuntimeException | Error e) {
            if (made != null) {
                made.close();
            }
            fail(opening, WatchSession.failure(e));
        }
    }

    private static void await(CompletableFuture<WatchSession> opening, Deadline deadline) throws InterruptedException {
        try {
            opening.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw deadline.exceeded();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ShadowException known
                    ? known
                    : new ShadowException(ErrorCode.INTERNAL, "watching failed: " + e.getCause(), e);
        }
    }

    private void tell(
            WatchEvent.Kind kind, String path, Optional<String> oldPath, FileType type, @Nullable TreeImage moved) {
        history.add(kind, path, oldPath, type, moved);
        if (history.next() - woken >= WAKE_EVERY) {
            wakeWhenTold();
        }
    }

    private void wakeWhenTold() {
        long next = history.next();
        if (next != woken) {
            woken = next;
            wakeAll();
        }
    }

    private void wakeAll() {
        cursors.forEach(WatchCursor::wake);
    }

    /** Ends all who watch; the next one begins anew. */
    private void fail(CompletableFuture<WatchSession> failing, ShadowException broken) {
        boolean current;
        synchronized (lock) {
            current = session == failing;
            session = current ? null : session;
        }
        history.interrupt();
        if (!failing.completeExceptionally(current ? broken : closedFailure())) {
            closeIfOpen(failing);
        }
        if (current) {
            cursors.forEach(cursor -> cursor.fail(broken));
        }
    }

    private static ShadowException closedFailure() {
        return new ShadowException(ErrorCode.CLOSED, "the workspace was closed; open it again");
    }

    private WatchCursor attach(WorkspacePath directory, long from, Runnable wake) {
        WatchCursor cursor = new WatchCursor(this, directory, from, wake);
        cursors.add(cursor);
        if (!closed) {
            CompletableFuture<WatchSession> unused = start();
        }
        return cursor;
    }

    /** A subscriber needs nothing more. */
    void detach(WatchCursor cursor) {
        cursors.remove(cursor);
        CompletableFuture<WatchSession> present = session;
        if (cursors.isEmpty() && present != null) {
            lingerFrom(present);
        }
    }

    private void lingerFrom(CompletableFuture<WatchSession> lingering) {
        long leaving = leavings.incrementAndGet();
        Future<?> unused = time.schedule(limits.linger(), () -> {
            synchronized (lock) {
                if (cursors.isEmpty() && session == lingering && leavings.get() == leaving) {
                    session = null;
                    worker.execute(() -> end(lingering));
                }
            }
        });
    }

    private void end(CompletableFuture<WatchSession> ending) {
        history.interrupt();
        closeIfOpen(ending);
    }

    private static void closeIfOpen(CompletableFuture<WatchSession> ending) {
        if (ending.isDone() && !ending.isCompletedExceptionally()) {
            ending.join().close();
        }
    }

    /** Shows a subscriber what is there. */
    void show(WatchCursor cursor) {
        worker.execute(() -> {
            CompletableFuture<WatchSession> present = session;
            if (present != null && present.isDone() && !present.isCompletedExceptionally()) {
                cursor.show(present.join().image(cursor.directory()), history.next() - 1);
            }
        });
    }

    ChangeHistory history() {
        return history;
    }

    boolean isClosed() {
        return closed;
    }

    /** Lets subscribers come to the end of what was told, and gives back threads and handles. */
    @Override
    public void close() {
        CompletableFuture<WatchSession> last;
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        synchronized (lock) {
            closed = true;
            last = session;
            session = null;
        }
        if (last == null) {
            wakeAll();
            return;
        }
        worker.execute(() -> {
            closeIfOpen(last);
            ended.complete(true);
        });
        wakeAll();
        awaitQuietly(ended);
    }

    private static void awaitQuietly(CompletableFuture<Boolean> ended) {
        try {
            ended.get(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            return; // it ends by itself when the look that is under way is over
        }
    }
}
