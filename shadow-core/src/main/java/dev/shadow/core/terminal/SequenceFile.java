package dev.shadow.core.terminal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The highest sequence that may have been given out, written ahead in large steps, so that a process that died before its
 * last entries reached the disk leaves no number that is given out twice. Its lock keeps a second process away from the log.
 *
 * <p>It is overwritten in place, which needs no new block of a full disk.
 *
 * <p>Not thread-safe.
 */
final class SequenceFile implements Closeable {
    /** How far ahead. */
    static final long STEP = 1L << 20;

    private static final String NAME = "sequence";
    private static final int SIZE = Long.BYTES + Integer.BYTES;

    private final FileChannel channel;
    private long reserved;

    private SequenceFile(FileChannel channel) throws IOException {
        this.channel = channel;
        this.reserved = read();
    }

    /** Opens it; fails when another process, or another terminal of this one, has it. */
    static SequenceFile open(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = lock(channel);
            if (lock == null) {
                throw new IOException("another process writes the terminal log in " + directory);
            }
            return new SequenceFile(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private long read() throws IOException {
        ByteBuffer content = ByteBuffer.allocate(SIZE);
        if (channel.read(content, 0) < SIZE) {
            return 0;
        }
        long value = content.getLong(0);
        return content.getInt(Long.BYTES) == sum(value) ? value : 0;
    }

    /** Nothing after this was given out. */
    long reserved() {
        return reserved;
    }

    /** Reserves ahead of a sequence, if the step before is half used. */
    void reserve(long next) throws IOException {
        if (next + STEP / 2 > reserved) {
            write(next + STEP);
        }
    }

    /** Says that nothing after this sequence was given out. */
    void settle(long last) throws IOException {
        write(last);
    }

    private void write(long value) throws IOException {
        ByteBuffer content =
                ByteBuffer.allocate(SIZE).putLong(value).putInt(sum(value)).flip();
        int at = 0;
        while (content.hasRemaining()) {
            at += channel.write(content, at);
        }
        reserved = value;
    }

    private static int sum(long value) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(Long.BYTES).putLong(0, value));
        return (int) sum.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
