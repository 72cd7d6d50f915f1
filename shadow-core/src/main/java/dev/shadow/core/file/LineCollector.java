package dev.shadow.core.file;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.file.ReadRange.Lines;
import java.io.ByteArrayOutputStream;

/** Counts the lines of a file that comes in pieces, and keeps some of them. Not thread-safe. */
final class LineCollector {
    private final String path;
    private final Lines wanted;
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long line = 1;
    private long position;
    private long keptFrom;
    private boolean atLineStart = true;

    LineCollector(String path, Lines wanted, int limit) {
        this.path = path;
        this.wanted = wanted;
        this.limit = limit;
    }

    void accept(byte[] data, int offset, int size) {
        int end = offset + size;
        int from = offset;
        while (from < end) {
            int next = afterLineFeed(data, from, end);
            boolean complete = data[next - 1] == '\n';
            if (line >= wanted.first() && line <= wanted.last()) {
                keep(data, from, next - from, position + from - offset);
            }
            if (complete) {
                line++;
            }
            atLineStart = complete;
            from = next;
        }
        position += size;
    }

    private static int afterLineFeed(byte[] data, int from, int end) {
        for (int i = from; i < end; i++) {
            if (data[i] == '\n') {
                return i + 1;
            }
        }
        return end;
    }

    private void keep(byte[] data, int from, int size, long at) {
        if (kept.size() == 0) {
            keptFrom = at;
        }
        if (kept.size() + (long) size > limit) {
            throw tooLarge();
        }
        kept.write(data, from, size);
    }

    private ShadowException tooLarge() {
        String goOn = line > wanted.first()
                ? "lines " + wanted.first() + " to " + (line - 1) + " fit, so read on from line " + line
                : "line " + line + " alone is longer; read it with bytes(" + keptFrom + ", length)";
        return new ShadowException(
                        ErrorCode.TOO_LARGE,
                        "lines " + wanted.first() + " to " + wanted.last() + " of '" + path + "' hold more than "
                                + limit + " bytes; " + goOn + ", or raise maxBytes")
                .with("path", path)
                .with("line", line);
    }

    Bytes lines() {
        long total = totalLines();
        if (wanted.first() > Math.max(1, total)) {
            throw new ShadowException(
                            ErrorCode.OUT_OF_RANGE,
                            "'" + path + "' has " + total + " lines, and line " + wanted.first()
                                    + " was asked for; begin at a line from 1 to " + Math.max(1, total))
                    .with("path", path)
                    .with("totalLines", total);
        }
        return Bytes.wrap(kept.toByteArray());
    }

    /** Where the lines begin. */
    long offset() {
        return keptFrom;
    }

    /** A last line without line feed counts. */
    long totalLines() {
        return atLineStart ? line - 1 : line;
    }
}
