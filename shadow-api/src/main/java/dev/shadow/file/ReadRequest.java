package dev.shadow.file;

import dev.shadow.spi.Check;

/**
 * What to read of a file.
 *
 * <p>Thread-safe.
 *
 * @param path relative to the workspace
 * @param range which part
 * @param maxBytes a result larger than this is refused with {@link dev.shadow.ErrorCode#TOO_LARGE}; 1 byte to 256 MiB
 */
public record ReadRequest(String path, ReadRange range, int maxBytes) {
    /** The limit when none is given: 10 MiB. */
    public static final int DEFAULT_MAX_BYTES = 10 << 20;

    /** The highest limit: 256 MiB. Stream what is larger with {@link dev.shadow.FileTools#download}. */
    public static final int HIGHEST_MAX_BYTES = 256 << 20;

    /**
     * Checks the bounds.
     *
     * @param path the component of that name
     * @param range the component of that name
     * @param maxBytes the component of that name
     */
    public ReadRequest {
        Check.range("maxBytes", maxBytes, 1, HIGHEST_MAX_BYTES);
    }

    /**
     * The whole file, up to 10 MiB.
     *
     * @param path relative to the workspace
     * @return the request
     */
    public static ReadRequest of(String path) {
        return new ReadRequest(path, new ReadRange.All(), DEFAULT_MAX_BYTES);
    }

    /**
     * A copy for some lines. A last line past the end of the file means to the end; a first line past it is refused with
     * {@link dev.shadow.ErrorCode#OUT_OF_RANGE}, but line 1 of an empty file is fine.
     *
     * @param first the first line, from 1
     * @param last the last line, inclusive
     * @return the copy
     */
    public ReadRequest lines(long first, long last) {
        return new ReadRequest(path, new ReadRange.Lines(first, last), maxBytes);
    }

    /**
     * A copy for some bytes. A length past the end of the file means to the end; an offset past it is refused with
     * {@link dev.shadow.ErrorCode#OUT_OF_RANGE}.
     *
     * @param offset the first byte, from 0
     * @param length how many, at least 1
     * @return the copy
     */
    public ReadRequest bytes(long offset, long length) {
        return new ReadRequest(path, new ReadRange.ByteRange(offset, length), maxBytes);
    }

    /**
     * A copy with another limit.
     *
     * @param bytes 1 byte to 256 MiB
     * @return the copy
     */
    public ReadRequest maxBytes(int bytes) {
        return new ReadRequest(path, range, bytes);
    }
}
