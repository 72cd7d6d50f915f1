package dev.shadow.core.command;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are only ever appended: the youngest in memory, the older ones in a file that exists once it is needed. Appends
 * come under the lock of the owner; reads may come from any thread.
 *
 * <p>Through {@link RandomAccessFile} and not a channel, because an interrupt of any reader would close a channel for all.
 */
final class SpillLog {
    private final @Nullable Path directory;
    private final int memory;
    private final long cap;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock readLock = new ReentrantLock();

    private byte[] buffer = new byte[1024]; // guarded by lock, as all below
    private int buffered;
    private long flushed;
    private @Nullable Path path;
    private @Nullable RandomAccessFile writer;
    private @Nullable RandomAccessFile reader; // its position is guarded by readLock
    private boolean closed;

    /** Without a directory nothing leaves the memory. */
    SpillLog(@Nullable Path directory, int memory, long cap) {
        this.directory = directory;
        this.memory = memory;
        this.cap = cap;
    }

    /** Where the next byte goes. */
    long end() {
        lock.lock();
        try {
            return flushed + buffered;
        } finally {
            lock.unlock();
        }
    }

    /** Appends all or nothing. False when there is no place: the cap is reached, or the disk refuses. */
    boolean append(byte[] header, byte[] source, int from, int length) {
        lock.lock();
        try {
            int needed = header.length + length;
            if (closed || flushed + buffered + needed > cap || !makeRoom(needed)) {
                return false;
            }
            System.arraycopy(header, 0, buffer, buffered, header.length);
            System.arraycopy(source, from, buffer, buffered + header.length, length);
            buffered += needed;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean makeRoom(int needed) {
        if (buffered > 0 && buffered + needed > memory && !flush()) {
            return false;
        }
        if (buffered + needed > buffer.length) {
            int doubled = Math.max(buffered + needed, buffer.length * 2);
            buffer = Arrays.copyOf(buffer, Math.max(buffered + needed, Math.min(doubled, memory)));
        }
        return true;
    }

    /** A write that fails half-way is written again at the same place, or never counts. */
    private boolean flush() {
        try {
            RandomAccessFile file = writer();
            if (file == null) {
                return false;
            }
            file.seek(flushed);
            file.write(buffer, 0, buffered);
            flushed += buffered;
            buffered = 0;
            return true;
        } catch (IOException | SecurityException e) {
            return false;
        }
    }

    private @Nullable RandomAccessFile writer() throws IOException {
        if (writer == null && directory != null) {
            Files.createDirectories(directory);
            Path created = Files.createTempFile(directory, "command-", ".out");
            path = created;
            writer = new RandomAccessFile(created.toFile(), "rw");
            reader = new RandomAccessFile(created.toFile(), "r");
        }
        return reader == null ? null : writer;
    }

    /** Copies bytes from a position; returns how many, at least one unless the position is the end or the log is closed. */
    int read(long position, byte[] target, int length) throws IOException {
        RandomAccessFile file;
        int inFile;
        lock.lock();
        try {
            if (closed || position >= flushed + buffered) {
                return 0;
            }
            if (position >= flushed) {
                int at = (int) (position - flushed);
                int count = Math.min(length, buffered - at);
                System.arraycopy(buffer, at, target, 0, count);
                return count;
            }
            file = reader;
            inFile = (int) Math.min(length, flushed - position);
        } finally {
            lock.unlock();
        }
        return file == null ? 0 : readFile(file, position, target, inFile);
    }

    private int readFile(RandomAccessFile file, long position, byte[] target, int length) throws IOException {
        readLock.lock();
        try {
            file.seek(position);
            int count = file.read(target, 0, length);
            if (count < 0) {
                throw new IOException("the command's log was cut short by somebody else");
            }
            return count;
        } finally {
            readLock.unlock();
        }
    }

    /** Frees the memory and removes the file. */
    void close() {
        lock.lock();
        readLock.lock();
        try {
            closed = true;
            buffer = new byte[0];
            buffered = 0;
            closeQuietly(writer);
            closeQuietly(reader);
            if (path != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // the directory's owner removes what is left
        } finally {
            readLock.unlock();
            lock.unlock();
        }
    }

    private static void closeQuietly(@Nullable RandomAccessFile file) throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
