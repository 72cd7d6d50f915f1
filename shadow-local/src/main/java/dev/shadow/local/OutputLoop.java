package dev.shadow.local;

import com.sun.jna.Pointer;
import dev.shadow.command.Channel;
import dev.shadow.core.store.OutputSink;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that reads what a process and its heirs write, and sees the process end. What is in the pipes at that moment is
 * all that the process itself wrote; it is read before the end is told, and the rest after it.
 *
 * <p>Run once. Closed by any thread.
 */
final class OutputLoop implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutputLoop.class);
    private static final int READ_BYTES = 64 << 10;

    /** Whoever writes this much gets a wider pipe, so that writer and reader wait less for one another. */
    private static final long MUCH = 1 << 20;

    private static final int WIDE = 1 << 20;

    /** More than a terminal of Linux holds of what was written and not read. */
    private static final int TERMINAL_BYTES = 128 << 10;

    private static final int STDOUT = 0;
    private static final int STDERR = 1;
    private static final int END = 2;
    private static final int CLOSE = 3;
    private static final Channel[] CHANNELS = {Channel.STDOUT, Channel.STDERR};

    private final int[] descriptors; // of the pipes and of the end; -1 once closed; used by the thread of the loop
    private final WakeUp wakeUp;
    private final boolean terminal;
    private final OutputSink sink;
    private final Runnable onEnd;

    /**
     * A loop over descriptors, which it closes.
     *
     * @param output the descriptors, and what brings the loop back when it is closed
     * @param sink takes what is read
     * @param onEnd run once, when the process has ended and all that it wrote was given to the sink, or when nothing more
     *     can be read
     */
    OutputLoop(NativeProcess.Output output, OutputSink sink, Runnable onEnd) {
        this.descriptors = new int[] {output.stdout(), output.stderr(), output.end()};
        this.wakeUp = output.wakeUp();
        this.terminal = output.terminal();
        this.sink = sink;
        this.onEnd = onEnd;
    }

    /** Reads nothing more, and only waits for the end of the process. */
    @Override
    public void close() {
        wakeUp.signal();
    }

    @Override
    public void run() {
        try (PollSet polled = new PollSet(descriptors.length + 1);
                NativeBlock block = new NativeBlock(READ_BYTES)) {
            for (int slot = STDOUT; slot <= END; slot++) {
                polled.watch(slot, descriptors[slot], LibC.POLLIN);
            }
            polled.watch(CLOSE, wakeUp.descriptor(), LibC.POLLIN);
            read(polled, new Transfer(block.pointer()));
        } catch (IOException e) {
            LOG.warn("the output of a command is not read any more", e);
        } finally {
            abandon();
        }
    }

    /** Closes all that is not closed yet, and tells the end unless it was told. */
    void abandon() {
        close(STDOUT);
        close(STDERR);
        if (descriptors[END] >= 0) {
            close(END);
            onEnd.run();
        }
        wakeUp.close();
    }

    private void close(int slot) {
        if (descriptors[slot] >= 0) {
            LibC.close(descriptors[slot]);
            descriptors[slot] = -1;
        }
    }

    private void read(PollSet polled, Transfer transfer) throws IOException {
        while (polled.isWatching(STDOUT) || polled.isWatching(STDERR) || polled.isWatching(END)) {
            transfer.letFill();
            polled.await();
            if (polled.isFound(CLOSE)) {
                polled.clear(CLOSE);
                stop(polled, STDOUT);
                stop(polled, STDERR);
            }
            boolean ended = polled.isFound(END);
            for (int slot = STDOUT; slot <= STDERR; slot++) {
                if (polled.isFound(slot) && !transfer.readWhatIsThere(slot)) {
                    stop(polled, slot);
                }
            }
            sink.caughtUp();
            if (ended) {
                drain(polled, transfer);
                stop(polled, END);
                onEnd.run();
            }
        }
    }

    private void stop(PollSet polled, int slot) {
        polled.clear(slot);
        close(slot);
    }

    /** Reads what the pipes hold now, however fast somebody fills them. */
    private void drain(PollSet polled, Transfer transfer) throws IOException {
        if (terminal) {
            drainTerminal(polled, transfer);
            return;
        }
        for (int slot = STDOUT; slot <= STDERR; slot++) {
            int left = polled.isWatching(slot) ? transfer.available(slot) : 0;
            while (left > 0) {
                left -= transfer.read(slot);
            }
        }
    }

    /** A terminal says how much it holds of one portion only, and brings the next when it is looked at. */
    private void drainTerminal(PollSet polled, Transfer transfer) throws IOException {
        polled.look();
        for (int left = TERMINAL_BYTES; left > 0 && polled.isFound(STDOUT); polled.look()) {
            int count = transfer.read(STDOUT);
            if (count == 0) {
                stop(polled, STDOUT);
                return;
            }
            left -= count;
        }
    }

    /** The way from a pipe to the sink. */
    private final class Transfer {
        private final Pointer block;
        private final long[] totals = new long[CHANNELS.length];
        private final Torrent torrent = new Torrent();

        Transfer(Pointer block) {
            this.block = block;
        }

        /** While much comes, it costs least when it comes in large pieces. */
        void letFill() {
            if (torrent.isOn()) {
                LockSupport.parkNanos(Torrent.REST_NANOS);
            }
        }

        /** Reads once; while much comes, until nothing of what is there now is left. False when nobody can write any more. */
        boolean readWhatIsThere(int slot) throws IOException {
            int left = torrent.isOn() ? available(slot) : 0;
            do {
                int count = read(slot);
                if (count == 0) {
                    return false;
                }
                left -= count;
            } while (left > 0);
            return true;
        }

        /** Reads what is there without waiting; returns 0 when nobody can write any more. */
        int read(int slot) throws IOException {
            int count = (int) LibC.read(descriptors[slot], block, READ_BYTES);
            if (count < 0 && LibC.errno() == LibC.EIO) { // a terminal that no process holds
                return 0;
            }
            if (count < 0) {
                throw new IOException("read failed, error=" + LibC.errno());
            }
            if (count > 0) {
                widenOnce(slot, count);
                torrent.took(count);
                sink.append(CHANNELS[slot], block.getByteArray(0, count), count);
            }
            return count;
        }

        /** Where the operating system refuses, the pipe stays as it is. */
        private void widenOnce(int slot, int count) {
            long before = totals[slot];
            totals[slot] += count;
            if (before < MUCH && totals[slot] >= MUCH) {
                LibC.fcntl(descriptors[slot], LibC.F_SETPIPE_SZ, WIDE);
            }
        }

        int available(int slot) throws IOException {
            if (LibC.ioctl(descriptors[slot], LibC.FIONREAD, block) < 0) {
                throw new IOException("ioctl failed, error=" + LibC.errno());
            }
            return block.getInt(0);
        }
    }
}
