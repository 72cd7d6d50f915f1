package dev.shadow.sidecar;

import dev.shadow.command.OutputChunk;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Output of a command as it is. A body has no place to say that bytes are missing, and none to tell a quiet command from a
 * lost connection: before a gap and after a while without output it ends, and the reader asks again from where it is.
 *
 * <p>Not thread-safe.
 */
final class OutputFormat implements FlowStream.Format<OutputChunk> {
    private static final Duration LONGEST_QUIET = Duration.ofSeconds(15);

    private long next;

    OutputFormat(long from) {
        this.next = from;
    }

    @Override
    public @Nullable ByteBuffer encode(OutputChunk chunk) {
        if (chunk.offset() != next) {
            return null;
        }
        next = chunk.nextOffset();
        return chunk.bytes().asByteBuffer();
    }

    @Override
    public boolean isLast(OutputChunk chunk) {
        return chunk.last();
    }

    @Override
    public Duration quietLimit() {
        return LONGEST_QUIET;
    }

    @Override
    public @Nullable ByteBuffer whenQuiet() {
        return null;
    }
}
