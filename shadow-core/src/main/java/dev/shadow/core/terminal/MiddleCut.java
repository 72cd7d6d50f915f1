package dev.shadow.core.terminal;

import dev.shadow.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * The head and the tail of what is too long, and between them a line that says how much is left out.
 *
 * @param bytes at most as many as fit
 * @param omitted how many are left out; 0 when all are there
 */
record MiddleCut(Bytes bytes, long omitted) {
    /** The whole when it fits. */
    static MiddleCut of(Bytes content, long most) {
        return content.size() <= most ? new MiddleCut(content, 0) : cut(content, (int) most);
    }

    private static MiddleCut cut(Bytes content, int most) {
        int omitted = content.size() - most;
        byte[] marker = marker(omitted);
        // The marker takes the place of content itself, which can make its number a digit longer, but not twice.
        for (int i = 0; i < 2; i++) {
            omitted = content.size() - (most - marker.length);
            marker = marker(omitted);
        }
        byte[] cut = new byte[most];
        int head = (most - marker.length) / 2;
        int tail = most - marker.length - head;
        content.slice(0, head).copyTo(cut, 0);
        System.arraycopy(marker, 0, cut, head, marker.length);
        content.slice(content.size() - tail, content.size()).copyTo(cut, most - tail);
        return new MiddleCut(Bytes.wrap(cut), omitted);
    }

    private static byte[] marker(int omitted) {
        return ("\n[... " + omitted + " bytes omitted ...]\n").getBytes(StandardCharsets.US_ASCII);
    }
}
