package dev.shadow.core.search;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Some buffers off the heap for the next search, as the JDK frees them late. Thread-safe. */
final class SpareBuffers {
    static final int SIZE = 128 << 10;

    private static final int MOST = 16;
    private static final BlockingQueue<ByteBuffer> SPARE = new ArrayBlockingQueue<>(MOST);

    private SpareBuffers() {}

    static ByteBuffer take() {
        ByteBuffer spare = SPARE.poll();
        return spare == null ? ByteBuffer.allocateDirect(SIZE) : spare;
    }

    /** Too many are left to the collector. */
    @SuppressWarnings("ReturnValueIgnored")
    static void give(ByteBuffer buffer) {
        SPARE.offer(buffer);
    }
}
