package dev.shadow.core.file;

import dev.shadow.core.store.OpenFile;
import dev.shadow.spi.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Reads an open file to its end into memory, whatever its size was said to be. */
final class WholeFile {
    /** The JDK keeps a direct buffer of the largest read of each thread, so reads stay small. */
    private static final int MOST_AT_ONCE = 256 << 10;

    private WholeFile() {}

    /** Empty when there is more than the limit. */
    static Optional<byte[]> read(OpenFile file, int limit, Deadline deadline) throws IOException, InterruptedException {
        long expected = file.entry().size();
        if (expected > limit) {
            return Optional.empty();
        }
        byte[] data = new byte[(int) expected];
        int size = 0;
        while (true) {
            deadline.check();
            if (size == data.length) {
                ByteBuffer next = ByteBuffer.allocate(1);
                if (file.channel().read(next) < 0) {
                    return Optional.of(data);
                }
                if (size == limit) {
                    return Optional.empty();
                }
                data = Arrays.copyOf(data, (int) Math.min(limit, Math.max(2L * size, MOST_AT_ONCE)));
                data[size++] = next.get(0);
                continue;
            }
            int wanted = Math.min(MOST_AT_ONCE, data.length - size);
            int got = file.channel().read(ByteBuffer.wrap(data, size, wanted));
            if (got < 0) {
                return Optional.of(Arrays.copyOf(data, size));
            }
            size += got;
        }
    }
}
