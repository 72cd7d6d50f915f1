package dev.shadow.core.terminal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;

/**
 * The highest sequence that may have been given out, written ahead and forced, so that neither a process that died nor a
 * machine that lost power leaves a number that is given out twice. Its lock keeps a second process away from the log.
 *
 * <p>Nothing can tell afterwards how many entries a process appended after it last reached its disk. So it reserves
 * {@link #STEP} numbers ahead, always half of them at least, and one that follows it after its death begins behind all of
 * those: as long as fewer than two billion entries come while the disk takes nothing, which at a gigabyte of output a second
 * in pieces of 4 KB is more than two hours, none of them can have had such a number. Numbers are not scarce: at a death a
 * second they last for 68 years.
 *
 * <p>It is overwritten in place, which on most file systems needs no new block of a full disk.
 *
 * <p>Not thread-safe.
 */
final class SequenceFile implements Closeable {
    /** How far ahead. */
    static final long STEP = 1L << 32;

    private static final String NAME = "sequence";
    private static final int SIZE = Long.BYTES + Integer.BYTES;

    /** Of this process: closing a second channel of a file drops the lock of the first (fcntl(2), F_SETLK). */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path key;
    private final FileChannel channel;
    private long reserved;

    private SequenceFile(Path key, FileChannel channel) throws IOException {
        this.key = key;
        this.channel = channel;
        this.reserved = read();
    }

    /** Another terminal, of this process or of another one, keeps its log in the directory. */
    static final class TakenException extends IOException {
        private static final long serialVersionUID = 1;

        TakenException(Path directory) {
            super("another process or terminal writes the log in " + directory);
        }
    }

    static SequenceFile open(Path directory) throws IOException {
        Path key = directory.toRealPath();
        if (!OPEN.add(key)) {
            throw new TakenException(directory);
        }
        try {
            return open(key, directory);
        } catch (IOException | RuntimeException e) {
            OPEN.remove(key);
            throw e;
        }
    }

    private static SequenceFile open(Path key, Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                key.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!lock(channel)) {
                throw new TakenException(directory);
            }
            return new SequenceFile(key, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) { // of another class loader
            return false;
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

    /** Nothing after this was given out; 0 when the file does not say. */
    long reserved() {
        return reserved;
    }

    /** Reserves ahead of a sequence, if the step before is half used. */
    void reserve(long next) throws IOException {
        if (next + STEP / 2 > reserved) {
            write(next + STEP);
            channel.force(false);
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
        try {
            channel.close();
        } finally {
            OPEN.remove(key);
        }
    }
}
