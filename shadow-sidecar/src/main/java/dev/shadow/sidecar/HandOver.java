package dev.shadow.sidecar;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bytes handed from one thread to another without a queue: who gives waits until all is taken. Its source may change threads,
 * as a connection that was lost comes back on another one.
 *
 * <p>Thread-safe.
 */
final class HandOver extends InputStream {
    private final long patienceNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private byte[] bytes = new byte[0]; // guarded by lock, as all that follows
    private int position;
    private int end;
    private boolean finished;
    private boolean broken;

    HandOver(long patienceNanos) {
        this.patienceNanos = patienceNanos;
    }

    /** Gives bytes and waits until they are taken. The caller keeps the array. */
    void give(byte[] source, int count) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            bytes = source;
            position = 0;
            end = count;
            changed.signalAll();
            while (position < end && !broken) {
                changed.await();
            }
            if (broken) {
                throw new IOException("nobody takes these bytes any more");
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nothing follows. */
    void finish() {
        lock.lock();
        try {
            finished = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Both sides fail from now on. */
    void breakOff() {
        lock.lock();
        try {
            broken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        lock.lock();
        try {
            awaitBytes();
            if (position == end) {
                return -1;
            }
            int count = Math.min(length, end - position);
            System.arraycopy(bytes, position, target, offset, count);
            position += count;
            if (position == end) {
                changed.signalAll();
            }
            return count;
        } finally {
            lock.unlock();
        }
    }

    private void awaitBytes() throws IOException {
        long left = patienceNanos;
        try {
            while (position == end && !finished && !broken && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        if (broken || (position == end && !finished)) {
            broken = true;
            throw new IOException(
                    left > 0
                            ? "the upload was given up"
                            : "nobody went on with the upload for " + TimeUnit.NANOSECONDS.toSeconds(patienceNanos)
                                    + " s");
        }
    }

    @Override
    public void close() {
        breakOff();
    }
}
