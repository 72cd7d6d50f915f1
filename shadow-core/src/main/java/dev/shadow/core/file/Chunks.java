package dev.shadow.core.file;

import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Reads a channel to its end in pieces of one small buffer. */
final class Chunks {
    private static final int SIZE = 64 << 10;

    private Chunks() {}

    @FunctionalInterface
    interface Sink {
        void accept(byte[] data, int offset, int size) throws IOException;
    }

    static void forEach(ReadableByteChannel source, Deadline deadline, Sink sink)
            throws IOException, InterruptedException {
        ByteBuffer buffer = ByteBuffer.allocate(SIZE);
        while (true) {
            deadline.check();
            buffer.clear();
            int size = source.read(buffer);
            if (size < 0) {
                return;
            }
            sink.accept(buffer.array(), 0, size);
        }
    }
}
