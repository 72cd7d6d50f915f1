package dev.shadow.core.terminal;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.spi.Deadline;
import dev.shadow.terminal.TerminalEntry;
import dev.shadow.terminal.TerminalEntry.Kind;
import dev.shadow.terminal.TerminalEvent;
import dev.shadow.terminal.TerminalStats.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a ring on disk. It reads the ring as a subscriber does, so the ring never waits for it, and entries that are evicted
 * before it came to them are a recorded gap. All I/O is done on threads of its own: an interrupt of a caller's thread would
 * close the channel (java.nio.channels.InterruptibleChannel).
 *
 * <p>While the disk refuses, the ring goes on in memory and holds an entry that says so. The log tries again after a second,
 * then more and more seldom.
 *
 * <p>Thread-safe.
 */
final class TerminalLog implements AutoCloseable {
    /** The log is bounded to so many times what the ring may hold, so that as much as that is there after a rotation. */
    private static final int ROOM = 2;

    private static final int OVERHEAD = 64;
    private static final int SEGMENTS = 8;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofMinutes(1);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final ManyToManyLockedRing ring;
    private final TerminalLimits limits;
    private final Path directory;
    private final SegmentFiles files;
    private final Threads threads;
    private final AtomicBoolean due = new AtomicBoolean();
    private final ReentrantLock io = new ReentrantLock();
    private @Nullable SequenceFile sequences; // this and all up to retrying are guarded by io
    private @Nullable SegmentWriter writer;
    private @Nullable RingCursor cursor;
    private boolean started;
    private Duration retry = FIRST_RETRY;
    private Future<?> retrying = CompletableFuture.completedFuture(null);
    private volatile Log status = Log.NONE; // written under io

    TerminalLog(ManyToManyLockedRing ring, TerminalLimits limits, Path directory, Threads threads) {
        this.ring = ring;
        this.limits = limits;
        this.directory = directory;
        this.files = new SegmentFiles(directory);
        this.threads = threads;
    }

    /** Work that may take as long as the disk likes. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    Log status() {
        return status;
    }

    /** Continues the sequences of an earlier process, if there was one. Writes nothing where there was none. */
    void open() throws InterruptedException {
        call(Deadline.after(CLOSING), () -> {
            if (Files.isDirectory(directory)) {
                openSequences();
            }
            return true;
        });
    }

    private SequenceFile openSequences() throws IOException {
        SequenceFile open = sequences;
        if (open == null) {
            open = SequenceFile.open(directory);
            sequences = open;
            long last =
                    open.reserved() > 0 ? open.reserved() : files.read(limits).last();
            ring.continueAfter(last);
        }
        return open;
    }

    int restore(Deadline deadline) throws InterruptedException {
        return call(deadline, () -> {
            if (!Files.isDirectory(directory)) {
                return 0;
            }
            openSequences();
            return ring.prepend(files.read(limits).entries());
        });
    }

    /** Writes everything that was appended before this call, for which it starts if need be. */
    long persist(Deadline deadline) throws InterruptedException {
        return call(deadline, () -> {
            try {
                start();
                copy();
                SegmentWriter open = writer;
                if (open != null) {
                    open.force();
                }
            } catch (IOException e) {
                fail(e);
                throw e;
            }
            return status.lastSequence();
        });
    }

    private void start() throws IOException {
        started = true;
        if (cursor == null) {
            createDirectory();
            openSequences().reserve(ring.nextSequence());
            long last = files.read(limits).last();
            status = new Log(status.state(), last, status.problem());
            cursor = RingCursor.observer(ring, last == 0 ? 0 : last + 1, this::wake);
        }
    }

    private void createDirectory() throws IOException {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(directory);
        }
    }

    private void wake() {
        if (status.state() == Log.State.ON && due.compareAndSet(false, true)) {
            threads.blocking().execute(this::follow);
        }
    }

    private void follow() {
        io.lock();
        try {
            due.set(false);
            if (started) {
                start();
                copy();
            }
        } catch (IOException e) {
            fail(e);
        } finally {
            io.unlock();
        }
    }

    private void copy() throws IOException {
        RingCursor from = cursor;
        if (from == null) {
            return;
        }
        openSequences().reserve(ring.nextSequence());
        long last = status.lastSequence();
        TerminalEvent event = from.next();
        while (event != null) {
            if (event instanceof TerminalEvent.Next next) {
                TerminalEntry entry = next.entry();
                segment(entry.sequence(), entry.bytes().size()).write(entry);
                last = entry.sequence();
            } else if (event instanceof TerminalEvent.Gap gap) {
                segment(gap.from(), 0).writeGap(gap.from(), gap.to());
                last = gap.to();
            }
            event = from.next();
        }
        SegmentWriter open = writer;
        if (open != null) {
            open.flush();
        }
        recovered(last);
    }

    private SegmentWriter segment(long sequence, long size) throws IOException {
        long total = (limits.bytes() + (long) limits.entries() * OVERHEAD) * ROOM;
        long most = total / SEGMENTS;
        SegmentWriter open = writer;
        if (open == null || open.size() + size > most) {
            if (open != null) {
                open.close();
            }
            writer = null;
            files.shrink(total - Math.max(most, size));
            open = SegmentWriter.create(files.next(sequence));
            writer = open;
        }
        return open;
    }

    private void recovered(long last) {
        boolean failed = status.state() == Log.State.FAILING;
        status = new Log(Log.State.ON, last, Optional.empty());
        retry = FIRST_RETRY;
        if (failed) {
            say("the log on disk goes on");
        }
    }

    /** What was read from the ring and did not reach the disk is read again. */
    private void fail(IOException e) {
        SegmentWriter broken = writer;
        writer = null;
        if (broken != null) {
            broken.abandon();
        }
        String problem = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        boolean first = status.state() != Log.State.FAILING;
        long last = status.lastSequence();
        status = new Log(Log.State.FAILING, last, Optional.of(problem));
        RingCursor moved = cursor;
        if (moved != null) {
            moved.close();
            cursor = RingCursor.observer(ring, last == 0 ? 0 : last + 1, this::wake);
        }
        retrying.cancel(false);
        retrying = threads.schedule(retry, () -> threads.blocking().execute(this::follow));
        retry = retry.multipliedBy(2).compareTo(LAST_RETRY) > 0 ? LAST_RETRY : retry.multipliedBy(2);
        if (first) {
            say("the log on disk failed, and from entry " + (last + 1) + " on the terminal is in memory only: "
                    + problem);
        }
    }

    private void say(String message) {
        try {
            ring.append(Kind.SYSTEM, "", Bytes.utf8("[terminal: " + message + "]\n"));
        } catch (ShadowException e) {
            // The terminal was closed meanwhile: nobody is there to be told.
        }
    }

    /** Removes what is on disk, and begins again with what a ring holds that was cleared just before. */
    void clear(Deadline deadline) throws InterruptedException {
        call(deadline, () -> {
            SegmentWriter open = writer;
            writer = null;
            if (open != null) {
                open.close();
            }
            files.shrink(-1);
            RingCursor moved = cursor;
            if (moved != null) {
                moved.close();
                cursor = RingCursor.observer(ring, 0, this::wake);
                status = new Log(status.state(), 0, status.problem());
                wake();
            }
            return true;
        });
    }

    /** Writes the rest of a ring that was closed. A disk that takes too long is left alone. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            call(Deadline.after(CLOSING), this::finish);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (ShadowException e) {
            // Nothing more can be done, and the next process finds what was written before.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean finish() throws IOException {
        try (SequenceFile open = sequences) {
            copy();
            SegmentWriter last = writer;
            if (last != null) {
                last.force();
                last.close();
            }
            if (open != null) {
                open.settle(ring.nextSequence() - 1);
            }
        } finally {
            started = false;
            retrying.cancel(false);
            cursor = null;
            writer = null;
            sequences = null;
            status = Log.NONE;
        }
        return true;
    }

    private <T> T call(Deadline deadline, Work<T> work) throws InterruptedException {
        CompletableFuture<T> result = new CompletableFuture<>();
        threads.blocking().execute(() -> {
            io.lock();
            try {
                result.complete(work.run());
            } catch (IOException | RuntimeException e) {
                result.completeExceptionally(e);
            } finally {
                io.unlock();
            }
        });
        try {
            return result.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw deadline.exceeded();
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        }
    }

    private ShadowException failure(Throwable cause) {
        if (cause instanceof ShadowException known) {
            return known;
        }
        String message = String.valueOf(cause.getMessage());
        boolean full = List.of("No space left on device", "Disk quota exceeded").contains(message);
        return new ShadowException(
                full ? ErrorCode.NO_SPACE : ErrorCode.IO_ERROR,
                "the terminal's log in " + directory + " cannot be used: " + message,
                cause);
    }
}
