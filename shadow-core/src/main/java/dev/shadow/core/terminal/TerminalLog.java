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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a ring on disk. It reads the ring as a subscriber does, so the ring never waits for it, and entries that are evicted
 * before it came to them are a recorded gap.
 *
 * <p>While the disk refuses, the ring goes on in memory and holds an entry that says so. The log tries again after a second,
 * then more and more seldom.
 *
 * <p>Thread-safe.
 */
final class TerminalLog implements AutoCloseable {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofMinutes(1);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final ManyToManyLockedRing ring;
    private final TerminalLimits limits;
    private final Path directory;
    private final SegmentFiles files;
    private final Threads threads;
    private final DiskWork disk;
    private final AtomicBoolean due = new AtomicBoolean();
    private final LogSegments segments; // this and all up to retrying belong to whose turn it is at the disk
    private @Nullable SequenceFile sequences;
    private @Nullable RingCursor cursor;
    private boolean started;
    private long reservedBefore;
    private Duration retry = FIRST_RETRY;
    private Future<?> retrying = CompletableFuture.completedFuture(null);
    private volatile Log status = Log.NONE; // written by whose turn it is

    TerminalLog(ManyToManyLockedRing ring, Path directory, Threads threads) {
        this.ring = ring;
        this.limits = ring.limits();
        this.directory = directory;
        this.files = new SegmentFiles(directory);
        this.segments = new LogSegments(files, limits);
        this.threads = threads;
        this.disk = new DiskWork(threads, this::failure);
    }

    Log status() {
        return status;
    }

    /** Continues the sequences of an earlier process, if there was one. Writes no entry where there was none. */
    void open() throws InterruptedException {
        disk.call(Deadline.after(CLOSING), () -> {
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
            reservedBefore = open.reserved();
            ring.continueAfter(
                    reservedBefore > 0 ? reservedBefore : files.read(limits).last());
        }
        open.reserve(ring.nextSequence());
        return open;
    }

    int restore(Deadline deadline) throws InterruptedException {
        return disk.call(deadline, () -> {
            ring.requireOpen();
            if (!Files.isDirectory(directory)) {
                return 0;
            }
            openSequences();
            SegmentFiles.Restored before = files.read(limits);
            int restored = ring.prepend(before.entries());
            if (restored > 0 && reservedBefore - before.last() >= SequenceFile.STEP / 2) {
                reservedBefore = 0;
                say("the process before was killed, and what came after entry " + before.last()
                        + " is lost as far as it had not reached the disk");
            }
            return restored;
        });
    }

    /** Writes everything that was appended before this call, for which it starts if need be. */
    long persist(Deadline deadline) throws InterruptedException {
        return disk.call(deadline, () -> {
            ring.requireOpen();
            try {
                start();
                copy();
                segments.force();
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
            files.createDirectory();
            openSequences();
            long last = files.read(limits).last();
            status = new Log(status.state(), last, status.problem());
            cursor = RingCursor.observer(ring, last == 0 ? 0 : last + 1, this::wake);
        }
    }

    private void wake() {
        if (status.state() == Log.State.ON && due.compareAndSet(false, true)) {
            disk.inBackground(this::follow);
        }
    }

    private void follow() {
        due.set(false);
        try {
            if (started) {
                start();
                copy();
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Up to what is there now: an appender that is faster than the disk would keep it for ever. */
    private void copy() throws IOException {
        RingCursor from = cursor;
        if (from == null) {
            return;
        }
        long end = ring.nextSequence();
        openSequences();
        long last = status.lastSequence();
        TerminalEvent event = from.position() < end ? from.next() : null;
        while (event != null) {
            last = write(event);
            event = from.position() < end ? from.next() : null;
        }
        segments.flush();
        recovered(last);
    }

    private long write(TerminalEvent event) throws IOException {
        if (event instanceof TerminalEvent.Next next) {
            TerminalEntry entry = next.entry();
            segments.at(entry.sequence(), entry.bytes().size()).write(entry);
            return entry.sequence();
        }
        TerminalEvent.Gap gap = (TerminalEvent.Gap) event;
        segments.at(gap.from(), 0).writeGap(gap.from(), gap.to());
        return gap.to();
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
        segments.abandon();
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
        retrying = threads.schedule(retry, () -> disk.inBackground(this::follow));
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
        disk.call(deadline, () -> {
            ring.requireOpen();
            if (!isOurs()) {
                return false;
            }
            segments.removeAll();
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

    /** Whether there is a log, and no other terminal keeps it. */
    private boolean isOurs() throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try {
            openSequences();
            return true;
        } catch (SequenceFile.TakenException e) {
            return false;
        }
    }

    /** Writes the rest of a ring that was closed. A disk that takes too long is left alone. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            disk.callOnce(Deadline.after(CLOSING), this::finish);
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
            segments.close();
            if (open != null) {
                open.settle(ring.nextSequence() - 1);
            }
        } finally {
            segments.abandon();
            started = false;
            retrying.cancel(false);
            cursor = null;
            sequences = null;
            status = Log.NONE;
        }
        return true;
    }

    private ShadowException failure(Exception cause) {
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
