package dev.shadow.local;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/**
 * The reading end of a named pipe, opened twice. A read that waits cannot be asked whether it has taken all that an ended
 * process wrote; so then the first end is closed under it, which brings the reader back, and it goes on with the second, which
 * can tell how much the pipe holds.
 *
 * <p>Read by one thread; the other methods may come from any.
 */
final class PipeStream extends InputStream {
    private final FileInputStream first;
    private final FileInputStream second;
    private boolean onSecond;
    private int untilSettled;
    private boolean settled;

    PipeStream(FileInputStream first, FileInputStream second) {
        this.first = first;
        this.second = second;
    }

    /** The process has ended: one of the next reads returns 0, and then all was read that it wrote. */
    void processEnded() {
        closeQuietly(first);
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("read blocks");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (!onSecond) {
            try {
                return first.getChannel().read(ByteBuffer.wrap(target, offset, length));
            } catch (ClosedChannelException e) {
                onSecond = true;
            }
            try {
                untilSettled = second.available();
            } catch (IOException e) {
                return -1; // closed by close()
            }
        }
        if (!settled && untilSettled <= 0) {
            settled = true;
            return 0;
        }
        try {
            int count = second.getChannel().read(ByteBuffer.wrap(target, offset, length));
            untilSettled -= Math.max(0, count);
            return count;
        } catch (ClosedChannelException e) {
            return -1;
        }
    }

    /** Ends a read under way. */
    @Override
    public void close() {
        closeQuietly(second);
        closeQuietly(first);
    }

    /** Closing the stream would not end a read that waits; closing its channel does. */
    private static void closeQuietly(FileInputStream stream) {
        try {
            stream.getChannel().close();
            stream.close();
        } catch (IOException e) {
            // nothing was written, so nothing is lost
        }
    }
}
