package dev.shadow.command;

import dev.shadow.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * What a command wrote to one channel: all of it, or its head and its tail when it is longer than the limit.
 *
 * <p>Thread-safe.
 *
 * @param head the beginning; everything when nothing is omitted
 * @param tail the end; empty when nothing is omitted
 * @param omitted how many bytes between the two are left out. The command's log still has them, up to its cap: read them
 *     by {@link dev.shadow.CommandHandle#read}
 */
public record Output(Bytes head, Bytes tail, long omitted) {
    /** Nothing was written. */
    public static final Output EMPTY = new Output(Bytes.EMPTY, Bytes.EMPTY, 0);

    /**
     * How much was written in all.
     *
     * @return in bytes
     */
    public long totalBytes() {
        return head.size() + omitted + tail.size();
    }

    /**
     * Whether something is left out.
     *
     * @return true when {@link #omitted} is not 0
     */
    public boolean isTruncated() {
        return omitted > 0;
    }

    /**
     * The output as UTF-8, nothing trimmed; malformed bytes become U+FFFD. Where bytes are omitted a line says how many.
     *
     * @return the text
     */
    public String text() {
        if (!isTruncated()) {
            return head.utf8();
        }
        return head.text(StandardCharsets.UTF_8) + "\n[... " + omitted + " bytes omitted ...]\n"
                + tail.text(StandardCharsets.UTF_8);
    }
}
