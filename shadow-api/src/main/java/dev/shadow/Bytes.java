package dev.shadow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * An immutable run of bytes. Slices share their storage, so cutting one up copies nothing.
 *
 * <p>Thread-safe.
 */
public final class Bytes {
    /** No bytes at all. */
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LINE_FEEDS = 0x0A0A0A0A0A0A0A0AL;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

    private final byte[] array;
    private final int offset;
    private final int size;

    private Bytes(byte[] array, int offset, int size) {
        this.array = array;
        this.offset = offset;
        this.size = size;
    }

    /**
     * Copies {@code source}.
     *
     * @param source the bytes, which the caller keeps
     * @return an equal run that later changes of {@code source} do not reach
     */
    public static Bytes copyOf(byte[] source) {
        return wrap(source.clone());
    }

    /**
     * Takes over {@code source} without a copy. The caller gives the array away and must not write to it again.
     *
     * @param source the bytes
     * @return a run over that very array
     */
    public static Bytes wrap(byte[] source) {
        return source.length == 0 ? EMPTY : new Bytes(source, 0, source.length);
    }

    /**
     * Encodes text as UTF-8.
     *
     * @param text any text; an unpaired surrogate becomes {@code ?}
     * @return its UTF-8 form
     */
    public static Bytes utf8(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The length in bytes.
     *
     * @return 0 or more
     */
    public int size() {
        return size;
    }

    /**
     * Whether there is nothing here.
     *
     * @return true when {@link #size()} is 0
     */
    public boolean isEmpty() {
        return size == 0;
    }

    /**
     * One byte.
     *
     * @param index from 0 to {@code size() - 1}
     * @return the byte there
     * @throws IndexOutOfBoundsException when the index lies outside
     */
    public byte byteAt(int index) {
        return array[offset + Objects.checkIndex(index, size)];
    }

    /**
     * A part of this run, sharing its storage.
     *
     * @param from the first index, inclusive
     * @param to the last index, exclusive
     * @return the part
     * @throws IndexOutOfBoundsException when the range lies outside
     */
    public Bytes slice(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        return from == to ? EMPTY : new Bytes(array, offset + from, to - from);
    }

    /**
     * A copy as an array.
     *
     * @return a fresh array
     */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, offset, offset + size);
    }

    /**
     * Copies everything into an array.
     *
     * @param target where to
     * @param at the index of the first byte there
     * @throws IndexOutOfBoundsException when it does not fit
     */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(array, offset, target, at, size);
    }

    /**
     * A read-only view.
     *
     * @return a buffer with its own position
     */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(array, offset, size).slice().asReadOnlyBuffer();
    }

    /**
     * A stream over this run.
     *
     * @return a stream that needs no closing
     */
    public InputStream asInputStream() {
        return new ByteArrayInputStream(array, offset, size);
    }

    /**
     * Writes everything to {@code target}.
     *
     * @param target where to
     * @throws IOException when the target refuses
     */
    public void writeTo(OutputStream target) throws IOException {
        target.write(array, offset, size);
    }

    /**
     * Whether these bytes are well-formed UTF-8.
     *
     * @return true for the empty run too
     */
    public boolean isUtf8() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(asByteBuffer());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /**
     * Decodes as UTF-8; malformed sequences become U+FFFD.
     *
     * @return the text, nothing trimmed
     */
    public String utf8() {
        return text(StandardCharsets.UTF_8);
    }

    /**
     * Decodes with a charset; malformed sequences become its replacement.
     *
     * @param charset the encoding
     * @return the text, nothing trimmed
     */
    public String text(Charset charset) {
        return new String(array, offset, size, charset);
    }

    /**
     * How many lines of text these are.
     *
     * @return the number of {@code \n}, and 1 more when the last line does not end in one
     */
    public long countLines() {
        long lines = 0;
        int end = offset + size;
        int at = offset;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            lines += lineFeeds((long) LONG.get(array, at));
        }
        for (; at < end; at++) {
            lines += array[at] == '\n' ? 1 : 0;
        }
        return size == 0 || array[end - 1] == '\n' ? lines : lines + 1;
    }

    /** Of eight bytes at once: the highest bit of a byte is left where the byte, differing from a line feed in no bit, is 0. */
    private static int lineFeeds(long eight) {
        long differing = eight ^ LINE_FEEDS;
        return Long.bitCount(~((differing & LOW_BITS) + LOW_BITS | differing | LOW_BITS));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(array, offset, offset + size, that.array, that.offset, that.offset + that.size);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + size; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** Tells the size and never the content, which may be secret or huge. */
    @Override
    public String toString() {
        return "Bytes[" + size + "]";
    }
}
