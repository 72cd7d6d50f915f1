package dev.shadow.core.search;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file in chunks of whole lines, a character a byte. Of a line that is very long the end is left out. The buffers serve one
 * file after the other. Not thread-safe.
 */
final class LineChunks implements AutoCloseable {
    private static final int MOST_BYTES_OF_LINE = 4 << 20;
    private static final int SNIFFED_BYTES = 8192;

    private final ByteBuffer read = SpareBuffers.take();
    private byte[] bytes = new byte[2 * SpareBuffers.SIZE];
    private int filled;
    private int chunk; // how much of what is filled the chunk takes
    private long expected; // how much of the file is still to come, as far as is known
    private boolean first;
    private boolean last;
    private boolean skipsLine;

    /** Another file, of so many bytes as far as is known. */
    void begin(long size) {
        filled = 0;
        chunk = 0;
        expected = size;
        first = true;
        last = false;
        skipsLine = false;
    }

    /** The next chunk; false at the end. */
    boolean next(ReadableByteChannel file) throws IOException {
        if (last) {
            return false;
        }
        first &= chunk == 0;
        filled -= chunk;
        System.arraycopy(bytes, chunk, bytes, 0, filled);
        chunk = 0;
        while (chunk == 0 && !last) {
            fill(file);
            chunk = last ? filled : wholeLines();
        }
        return chunk > 0;
    }

    /** The whole file as one chunk, or its beginning when it is very long. */
    boolean nextWhole(ReadableByteChannel file) throws IOException {
        while (!last && filled < MOST_BYTES_OF_LINE) {
            fill(file);
        }
        last = true;
        chunk = filled;
        return chunk > 0;
    }

    /** A read that stops short of what was asked for, and of nothing that is known to be there, has seen the end. */
    private void fill(ReadableByteChannel file) throws IOException {
        read.clear().limit(Math.min(read.capacity(), MOST_BYTES_OF_LINE - filled));
        int got = file.read(read);
        expected -= got;
        last = got < 0 || (read.hasRemaining() && expected <= 0);
        read.flip();
        int skipped = skipsLine ? skipped() : 0;
        read.position(skipped);
        int more = read.remaining();
        if (filled + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(MOST_BYTES_OF_LINE, 2 * bytes.length));
        }
        read.get(bytes, filled, more);
        filled += more;
    }

    private int skipped() {
        for (int i = 0; i < read.limit(); i++) {
            if (read.get(i) == '\n') {
                skipsLine = false;
                return i + 1;
            }
        }
        return read.limit();
    }

    private int wholeLines() {
        for (int i = filled; i > 0; i--) {
            if (bytes[i - 1] == '\n') {
                return i;
            }
        }
        skipsLine = filled == MOST_BYTES_OF_LINE;
        return skipsLine ? filled : 0;
    }

    boolean isFirst() {
        return first;
    }

    boolean isLast() {
        return last;
    }

    /** As git judges: a NUL among the first bytes. To be asked for the first chunk. */
    boolean isBinary() {
        for (int i = 0; i < Math.min(filled, SNIFFED_BYTES); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** The chunk, with one character for each byte. */
    String text() {
        return new String(bytes, 0, chunk, StandardCharsets.ISO_8859_1);
    }

    /** A part of the chunk as people read it; what is not UTF-8 is U+FFFD. */
    String decoded(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** The same for a line, without a carriage return at its end. */
    String line(int from, int to) {
        return decoded(from, endOfLine(from, to));
    }

    int endOfLine(int from, int to) {
        return to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    }

    @Override
    public void close() {
        SpareBuffers.give(read);
    }
}
