package dev.shadow.file;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.util.OptionalLong;

/**
 * What was read of a file, to the byte.
 *
 * <p>Thread-safe.
 *
 * @param path relative to the workspace
 * @param bytes the part that was asked for
 * @param offset where in the file the part begins, in bytes
 * @param totalBytes the size of the whole file
 * @param totalLines how many lines the whole file has, where they were counted: for the whole file and for line ranges. A
 *     last line without {@code \n} counts
 * @param version of the whole file
 */
public record FileContent(
        String path, Bytes bytes, long offset, long totalBytes, OptionalLong totalLines, FileVersion version) {
    private static final int SNIFFED_BYTES = 8192;

    /**
     * Whether this is binary, judged as git does: a NUL among the first 8,192 bytes.
     *
     * @return true when it is binary
     */
    public boolean isBinary() {
        int end = Math.min(SNIFFED_BYTES, bytes.size());
        for (int i = 0; i < end; i++) {
            if (bytes.byteAt(i) == 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * The content as UTF-8 text, nothing trimmed and no line ending changed.
     *
     * @return the text
     * @throws ShadowException {@link ErrorCode#BINARY_FILE} when it is binary or not UTF-8; use {@link #bytes}, and
     *     {@link Bytes#text} with the right charset
     */
    public String text() {
        if (isBinary() || !bytes.isUtf8()) {
            throw new ShadowException(
                            ErrorCode.BINARY_FILE,
                            path + " is not UTF-8 text; read its bytes(), or decode them with bytes().text(charset)")
                    .with("path", path);
        }
        return bytes.utf8();
    }
}
