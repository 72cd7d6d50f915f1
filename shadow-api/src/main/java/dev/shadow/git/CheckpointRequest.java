package dev.shadow.git;

import dev.shadow.Bytes;
import dev.shadow.Experimental;
import dev.shadow.spi.Check;
import java.util.Map;
import java.util.TreeMap;

/**
 * A state to keep.
 *
 * <p>Thread-safe.
 *
 * @param name for people, 1 to 1,000 characters
 * @param attachments a host's own state, by name; at most 64 MiB together
 * @param keep how many checkpoints the workspace has at most afterwards, 1 to 10,000; the oldest make room
 */
@Experimental
public record CheckpointRequest(String name, Map<String, Bytes> attachments, int keep) {
    /** How many are kept when no number is given. */
    public static final int DEFAULT_KEEP = 10;

    private static final int MOST_NAME = 1_000;
    private static final long MOST_BYTES = 64L << 20;

    /**
     * Checks the bounds.
     *
     * @param name the component of that name
     * @param attachments the component of that name
     * @param keep the component of that name
     */
    public CheckpointRequest {
        Check.text("checkpoint name", name);
        Check.require(!name.isBlank(), "checkpoint name must not be blank");
        Check.range("length of the checkpoint name", name.length(), 1, MOST_NAME);
        Check.range("keep", keep, 1, 10_000);
        attachments = Map.copyOf(attachments);
        attachments.keySet().forEach(each -> Check.text("attachment name", each));
        long size = attachments.values().stream().mapToLong(Bytes::size).sum();
        Check.range("bytes of the attachments", size, 0, MOST_BYTES);
    }

    /**
     * A checkpoint without attachments.
     *
     * @param name for people
     * @return the request
     */
    public static CheckpointRequest of(String name) {
        return new CheckpointRequest(name, Map.of(), DEFAULT_KEEP);
    }

    /**
     * A copy with one more attachment.
     *
     * @param key its name
     * @param content its bytes
     * @return the copy
     */
    public CheckpointRequest attach(String key, Bytes content) {
        Map<String, Bytes> more = new TreeMap<>(attachments);
        more.put(key, content);
        return new CheckpointRequest(name, more, keep);
    }

    /**
     * A copy that keeps another number.
     *
     * @param most 1 to 10,000
     * @return the copy
     */
    public CheckpointRequest keep(int most) {
        return new CheckpointRequest(name, attachments, most);
    }
}
