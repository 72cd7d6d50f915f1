package dev.shadow.local;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The writing end of a pipe. A write that waits for the reader ends when the stream is closed, whoever still holds the pipe.
 *
 * <p>Written by one thread at a time; closed by any.
 */
final class PipeOutput extends OutputStream {
    private static final int MOST = 64 << 10;
    private static final int PIPE = 0;
    private static final int CLOSED = 1;

    private final int descriptor; // used under the lock of this, or by the one thread that waits
    private @Nullable WakeUp waiting; // guarded by this; there while a thread waits
    private boolean closed; // guarded by this

    /** Takes the writing end. */
    PipeOutput(Pipe pipe) throws IOException {
        this(pipe.writer());
        pipe.takeWriter();
    }

    /** Takes a descriptor, unless it throws. */
    PipeOutput(int descriptor) throws IOException {
        this.descriptor = descriptor;
        if (LibC.fcntl(descriptor, LibC.F_SETFL, LibC.O_NONBLOCK) < 0) {
            throw new IOException("fcntl failed, error=" + LibC.errno());
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        try (NativeBlock block = new NativeBlock(Math.max(1, Math.min(length, MOST)))) {
            int written = 0;
            while (written < length) {
                int count = Math.min(length - written, MOST);
                block.pointer().write(0, source, offset + written, count);
                writeFully(block, count);
                written += count;
            }
        }
    }

    /** Writes a few bytes where there is room for them at once, and else none. */
    void offer(byte[] bytes) {
        try (NativeBlock block = new NativeBlock(bytes.length)) {
            block.pointer().write(0, bytes, 0, bytes.length);
            writeSome(block, 0, bytes.length);
        } catch (IOException e) {
            // nobody reads any more
        }
    }

    private void writeFully(NativeBlock block, int length) throws IOException {
        for (int at = 0; at < length; ) {
            int count = writeSome(block, at, length - at);
            at += count;
            if (count == 0) {
                awaitRoom();
            }
        }
    }

    /** Returns 0 when the pipe is full. */
    private synchronized int writeSome(NativeBlock block, int at, int length) throws IOException {
        requireOpen();
        long count = LibC.write(descriptor, block.pointer().share(at), length);
        if (count >= 0) {
            return (int) count;
        }
        int error = LibC.errno();
        if (error != LibC.EAGAIN && error != LibC.EINTR) {
            throw new IOException("nobody reads the pipe, error=" + error);
        }
        return 0;
    }

    private void awaitRoom() throws IOException {
        WakeUp wakeUp = begin();
        try (PollSet polled = new PollSet(2)) {
            polled.watch(PIPE, descriptor, LibC.POLLOUT);
            polled.watch(CLOSED, wakeUp.descriptor(), LibC.POLLIN);
            polled.await();
        } finally {
            end(wakeUp);
        }
    }

    private synchronized WakeUp begin() throws IOException {
        requireOpen();
        waiting = new WakeUp();
        return waiting;
    }

    private synchronized void end(WakeUp wakeUp) {
        wakeUp.close();
        waiting = null;
        if (closed) {
            LibC.close(descriptor);
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the pipe was closed");
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (waiting == null) {
            LibC.close(descriptor);
        } else {
            waiting.signal();
        }
    }
}
