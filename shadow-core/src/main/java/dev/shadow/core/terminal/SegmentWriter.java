package dev.shadow.core.terminal;

import dev.shadow.terminal.TerminalEntry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends records to one new segment. What was flushed survives the death of the process; what was forced, that of the
 * machine. After a failure the segment ends with its last whole record.
 *
 * <p>Not thread-safe.
 */
final class SegmentWriter implements Closeable {
    private static final int BUFFER = 64 << 10;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long whole; // so many bytes of the file are whole records

    private SegmentWriter(FileChannel channel) {
        this.channel = channel;
    }

    static SegmentWriter create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        SegmentWriter writer = new SegmentWriter(channel);
        try {
            writer.put(SegmentFormat.fileHeader());
            writer.flush();
            return writer;
        } catch (IOException e) {
            writer.abandon();
            Files.deleteIfExists(file); // a disk that stays full for weeks would be full of empty files
            throw e;
        }
    }

    /** Bytes, those not flushed included. */
    long size() {
        return whole + buffer.position();
    }

    void write(TerminalEntry entry) throws IOException {
        ByteBuffer head = SegmentFormat.head(entry);
        int length = head.remaining() + entry.bytes().size();
        if (length > buffer.remaining()) {
            flush();
        }
        if (length <= buffer.remaining()) {
            buffer.put(head).put(entry.bytes().asByteBuffer());
        } else {
            writeFully(head);
            writeFully(entry.bytes().asByteBuffer());
            whole += length;
        }
    }

    void writeGap(long from, long to) throws IOException {
        put(SegmentFormat.gap(from, to));
    }

    private void put(ByteBuffer record) throws IOException {
        if (record.remaining() > buffer.remaining()) {
            flush();
        }
        buffer.put(record);
    }

    void flush() throws IOException {
        int length = buffer.flip().remaining();
        writeFully(buffer);
        buffer.clear();
        whole += length;
    }

    void force() throws IOException {
        flush();
        channel.force(false);
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Closes it after a failure, without the record that broke off. */
    void abandon() {
        try (channel) {
            channel.truncate(whole);
        } catch (IOException e) {
            // A torn record at the end is found by its length and checksum.
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            flush();
        }
    }
}
