package dev.shadow.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * A regular file, open for reading. The channel goes on reading this very file when its name is given to another. Not
 * thread-safe.
 *
 * @param entry what it was when it was opened
 * @param channel at position 0, closed by {@link #close}
 */
public record OpenFile(FileEntry entry, SeekableByteChannel channel) implements Closeable {
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
