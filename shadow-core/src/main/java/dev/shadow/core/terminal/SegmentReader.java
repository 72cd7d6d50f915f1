package dev.shadow.core.terminal;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one segment, up to the first that is torn or damaged. It holds one record at a time, so what it takes
 * of the heap does not depend on the process that wrote the segment. Not thread-safe.
 */
final class SegmentReader implements Closeable {
    private static final int BUFFER = 64 << 10;

    private final DataInputStream in;
    private final long mostBytes;
    private final int version;
    private long left;

    private SegmentReader(Path file, long mostBytes) throws IOException {
        this.mostBytes = mostBytes;
        this.left = Files.size(file);
        this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
        this.version = readVersion();
    }

    /**
     * Opens a segment. One that is none of ours, or of a newer format, has no records.
     *
     * @param mostBytes longer entries are passed over
     */
    static SegmentReader open(Path file, long mostBytes) throws IOException {
        return new SegmentReader(file, mostBytes);
    }

    private int readVersion() throws IOException {
        try {
            byte[] header = in.readNBytes(SegmentFormat.FILE_HEADER);
            left -= header.length;
            return SegmentFormat.version(ByteBuffer.wrap(header));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** The next record; null when there is no whole and sound one. */
    SegmentFormat.@Nullable Content next() throws IOException {
        if (!SegmentFormat.canRead(version) || left < SegmentFormat.RECORD_HEADER) {
            return null;
        }
        int length = in.readInt();
        int sum = in.readInt();
        left -= SegmentFormat.RECORD_HEADER;
        if (length < SegmentFormat.LEAST_BODY || length > left) {
            left = 0;
            return null;
        }
        left -= length;
        if (length - SegmentFormat.MOST_HEAD > mostBytes) {
            in.skipNBytes(length);
            return SegmentFormat.Content.NOTHING;
        }
        return sound(in.readNBytes(length), sum);
    }

    private SegmentFormat.@Nullable Content sound(byte[] body, int sum) {
        CRC32C actual = new CRC32C();
        actual.update(body);
        SegmentFormat.Content content =
                (int) actual.getValue() == sum ? SegmentFormat.content(ByteBuffer.wrap(body), version) : null;
        if (content == null) {
            left = 0;
        }
        return content;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
