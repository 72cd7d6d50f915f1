package dev.shadow.core.search;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A file as lines, without their line endings. Of a line that is very long the end is left out. Not thread-safe. */
final class LineSource {
    private static final int BUFFER = 64 << 10;
    private static final int SNIFFED_BYTES = 8192;
    private static final int MOST_BYTES_OF_LINE = 4 << 20;

    private final ReadableByteChannel channel;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;

    LineSource(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /** As git judges: a NUL among the first bytes. To be asked before the first line. */
    boolean isBinary() throws IOException {
        int got = 0;
        while (end < SNIFFED_BYTES && got >= 0) {
            got = channel.read(ByteBuffer.wrap(buffer, end, buffer.length - end));
            end += Math.max(0, got);
        }
        for (int i = 0; i < Math.min(end, SNIFFED_BYTES); i++) {
            if (buffer[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** All of it, or its beginning when it is very long. */
    String whole() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        do {
            text.write(buffer, at, Math.min(end - at, MOST_BYTES_OF_LINE - text.size()));
        } while (text.size() < MOST_BYTES_OF_LINE && fill());
        return text.toString(StandardCharsets.UTF_8);
    }

    Optional<String> next() throws IOException {
        if (at == end && !fill()) {
            return Optional.empty();
        }
        int feed = lineFeed();
        if (feed >= 0) {
            String line = decode(buffer, at, feed - at);
            at = feed + 1;
            return Optional.of(line);
        }
        return Optional.of(longLine());
    }

    /** A line that goes on in the next buffer. */
    private String longLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        do {
            int feed = lineFeed();
            int stop = feed >= 0 ? feed : end;
            line.write(buffer, at, Math.min(stop - at, MOST_BYTES_OF_LINE - line.size()));
            at = feed >= 0 ? feed + 1 : end;
            if (feed >= 0) {
                break;
            }
        } while (fill());
        byte[] bytes = line.toByteArray();
        return decode(bytes, 0, bytes.length);
    }

    private int lineFeed() {
        for (int i = at; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = 0;
        int got = channel.read(ByteBuffer.wrap(buffer));
        end = Math.max(0, got);
        return got > 0;
    }

    private static String decode(byte[] bytes, int from, int size) {
        int length = size > 0 && bytes[from + size - 1] == '\r' ? size - 1 : size;
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
}
