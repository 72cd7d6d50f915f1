package dev.shadow.command;

import dev.shadow.Bytes;

/**
 * A run of output.
 *
 * <p>Thread-safe.
 *
 * @param channel which output
 * @param offset where it begins, in bytes from the start of the channel
 * @param bytes the output, to the byte; may end within a character
 * @param missing how many bytes right before {@code offset} are gone, because the log's cap was passed; 0 as a rule
 * @param last whether the command has ended and nothing follows
 */
public record OutputChunk(Channel channel, long offset, Bytes bytes, long missing, boolean last) {
    /**
     * Where the next chunk begins.
     *
     * @return in bytes from the start of the channel
     */
    public long nextOffset() {
        return offset + bytes.size();
    }
}
