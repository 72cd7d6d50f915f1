package dev.shadow.file;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.internal.Lazy;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * What was read of a file, to the byte.
 *
 * <p>Thread-safe.
 */
public final class FileContent {
    private static final int SNIFFED_BYTES = 8192;

    private final String path;
    private final Bytes bytes;
    private final long offset;
    private final long totalBytes;
    private final Lazy<OptionalLong> totalLines;
    private final Lazy<FileVersion> version;

    /**
     * A part of a file, or the whole of it.
     *
     * @param path as {@link #path}
     * @param bytes as {@link #bytes}
     * @param offset as {@link #offset}
     * @param totalBytes as {@link #totalBytes}
     * @param totalLines as {@link #totalLines}
     * @param version as {@link #version}
     */
    public FileContent(
            String path, Bytes bytes, long offset, long totalBytes, OptionalLong totalLines, FileVersion version) {
        this(path, bytes, offset, totalBytes, Lazy.of(totalLines), Lazy.of(version));
    }

    private FileContent(
            String path,
            Bytes bytes,
            long offset,
            long totalBytes,
            Lazy<OptionalLong> totalLines,
            Lazy<FileVersion> version) {
        this.path = path;
        this.bytes = bytes;
        this.offset = offset;
        this.totalBytes = totalBytes;
        this.totalLines = totalLines;
        this.version = version;
    }

    /**
     * A whole file. Its lines are counted, and its version is computed, when somebody asks.
     *
     * @param path as {@link #path}
     * @param bytes as {@link #bytes}
     * @param version called once at most, by whichever thread asks first
     * @return the content
     */
    public static FileContent whole(String path, Bytes bytes, Supplier<FileVersion> version) {
        return new FileContent(
                path, bytes, 0, bytes.size(), Lazy.by(() -> OptionalLong.of(bytes.countLines())), Lazy.by(version));
    }

    /**
     * Where the file is.
     *
     * @return relative to the workspace
     */
    public String path() {
        return path;
    }

    /**
     * The part that was asked for.
     *
     * @return the bytes as they are in the file
     */
    public Bytes bytes() {
        return bytes;
    }

    /**
     * Where in the file the part begins.
     *
     * @return in bytes, 0 or more
     */
    public long offset() {
        return offset;
    }

    /**
     * The size of the whole file.
     *
     * @return in bytes, 0 or more
     */
    public long totalBytes() {
        return totalBytes;
    }

    /**
     * How many lines the whole file has. A last line without {@code \n} counts.
     *
     * @return empty when a range of bytes was read, for which nobody counted
     */
    public OptionalLong totalLines() {
        return totalLines.get();
    }

    /**
     * The version of the whole file as it was read.
     *
     * @return to write or edit on the condition that it is still the same
     */
    public FileVersion version() {
        return version.get();
    }

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

    @Override
    public String toString() {
        return path + " [" + offset + ", " + (offset + bytes.size()) + ") of " + totalBytes + " bytes";
    }
}
