package dev.shadow.core.command;

import dev.shadow.Bytes;
import java.util.ArrayDeque;

/**
 * The last bytes of a stream, at most so many of them. A large array that is appended is kept as it is, and readers get slices
 * of it, so nothing is copied however many read; small ones are put together in blocks, of which only the part that no reader
 * has seen is ever written.
 *
 * <p>Not thread-safe.
 */
final class RecentBytes {
    private static final int LARGE = 4 << 10;
    private static final int FIRST_BLOCK = 256;
    private static final int LARGEST_BLOCK = 16 << 10;

    private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
    private byte[] block = new byte[0];
    private int blockUsed;
    private int capacity;
    private long total;

    /** A part of the stream in one array; bytes that are written behind it may be added to it. */
    private static final class Piece {
        final byte[] array;
        final int from;
        final long offset;
        int size;

        Piece(byte[] array, int from, long offset) {
            this.array = array;
            this.from = from;
            this.offset = offset;
        }

        long end() {
            return offset + size;
        }

        Bytes slice(long start, long end) {
            return Bytes.wrap(array).slice(from + (int) (start - offset), from + (int) (end - offset));
        }
    }

    RecentBytes(int capacity) {
        this.capacity = capacity;
    }

    /** From now on keeps at most so many. */
    void shrink(int toCapacity) {
        capacity = Math.min(capacity, toCapacity);
        forgetOldest();
    }

    /** Where the oldest byte that is kept stands in the stream. */
    long start() {
        Piece oldest = pieces.peekFirst();
        return oldest == null ? total : Math.max(oldest.offset, total - capacity);
    }

    /** Takes over the first bytes of an array, in which they must stay as they are. */
    void append(byte[] source, int length) {
        if (length >= LARGE) {
            Piece piece = new Piece(source, 0, total);
            piece.size = length;
            pieces.addLast(piece);
        } else {
            copy(source, length);
        }
        total += length;
        forgetOldest();
    }

    private void forgetOldest() {
        while (!pieces.isEmpty() && pieces.getFirst().end() <= total - capacity) {
            pieces.removeFirst();
        }
    }

    private void copy(byte[] source, int length) {
        if (length > block.length - blockUsed) {
            block = new byte[Math.max(length, Math.min(LARGEST_BLOCK, Math.max(FIRST_BLOCK, block.length * 2)))];
            blockUsed = 0;
        }
        Piece youngest = pieces.peekLast();
        if (youngest == null || youngest.array != block || youngest.from + youngest.size != blockUsed) {
            youngest = new Piece(block, blockUsed, total);
            pieces.addLast(youngest);
        }
        System.arraycopy(source, 0, block, blockUsed, length);
        blockUsed += length;
        youngest.size += length;
    }

    /** The bytes from an offset that is kept to the end of the array that they are in, without a copy; not empty before the end. */
    Bytes next(long offset, int most) {
        for (Piece piece : pieces) {
            if (offset < piece.end()) {
                return piece.slice(offset, Math.min(piece.end(), offset + most));
            }
        }
        return Bytes.EMPTY;
    }

    /** All bytes from an offset that is kept on. */
    Bytes copy(long offset, int most) {
        Bytes first = next(offset, most);
        int wanted = (int) Math.min(most, total - offset);
        if (first.size() == wanted) {
            return first;
        }
        byte[] found = new byte[wanted];
        for (int filled = 0; filled < wanted; ) {
            Bytes part = next(offset + filled, wanted - filled);
            part.copyTo(found, filled);
            filled += part.size();
        }
        return Bytes.wrap(found);
    }
}
