package dev.shadow.core.terminal;

import dev.shadow.Bytes;
import dev.shadow.terminal.TerminalEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How a segment of the log looks on disk, big endian. Entries that were lost on the way to disk show as a record of type GAP.
 *
 * <pre>
 * file    magic(8) version(4) reserved(4) record*
 * record  length(4) CRC-32C(4) body(length)
 * entry   type(1)=1 sequence(8) millis(8) kind(1) omitted(8) idLength(2) id bytes
 * gap     type(1)=2 from(8) to(8)
 * </pre>
 *
 * Version 1 had no gaps, and no {@code omitted} in an entry.
 */
final class SegmentFormat {
    static final int VERSION = 2;
    static final int FILE_HEADER = 16;
    static final int RECORD_HEADER = 8;

    private static final long MAGIC = 0x5348_4457_5445_524dL; // SHDWTERM
    private static final byte ENTRY = 1;
    private static final byte GAP = 2;
    private static final int ENTRY_FIXED = 1 + 8 + 8 + 1 + 8 + 2;
    private static final int GAP_BODY = 1 + 8 + 8;

    /** No record has a shorter body. */
    static final int LEAST_BODY = GAP_BODY;

    /** No body has more than that before an entry's bytes. */
    static final int MOST_HEAD = ENTRY_FIXED + 0xffff;

    private static final int FIRST_VERSION = 1;

    private SegmentFormat() {}

    static ByteBuffer fileHeader() {
        return ByteBuffer.allocate(FILE_HEADER)
                .putLong(MAGIC)
                .putInt(VERSION)
                .putInt(0)
                .flip();
    }

    /** The version of a file, or 0 when it is none of ours. */
    static int version(ByteBuffer header) {
        return header.remaining() < FILE_HEADER || header.getLong() != MAGIC ? 0 : header.getInt();
    }

    static boolean canRead(int version) {
        return version >= FIRST_VERSION && version <= VERSION;
    }

    /** All of an entry's record but its bytes. */
    static ByteBuffer head(TerminalEntry entry) {
        byte[] id = entry.commandId().orElse("").getBytes(StandardCharsets.UTF_8);
        int length = ENTRY_FIXED + id.length + entry.bytes().size();
        ByteBuffer head = ByteBuffer.allocate(RECORD_HEADER + ENTRY_FIXED + id.length);
        head.position(RECORD_HEADER);
        head.put(ENTRY).putLong(entry.sequence()).putLong(entry.time().toEpochMilli());
        head.put((byte) KindCode.of(entry.kind())).putLong(entry.omitted());
        head.putShort((short) id.length).put(id);
        return seal(head, length, entry.bytes());
    }

    static ByteBuffer gap(long from, long to) {
        ByteBuffer record = ByteBuffer.allocate(RECORD_HEADER + GAP_BODY);
        record.position(RECORD_HEADER);
        record.put(GAP).putLong(from).putLong(to);
        return seal(record, GAP_BODY, Bytes.EMPTY);
    }

    private static ByteBuffer seal(ByteBuffer head, int length, Bytes rest) {
        CRC32C sum = new CRC32C();
        sum.update(head.duplicate().flip().position(RECORD_HEADER));
        sum.update(rest.asByteBuffer());
        return head.flip().putInt(0, length).putInt(4, (int) sum.getValue());
    }

    /**
     * What a record says.
     *
     * @param entry absent in a gap
     * @param last the last sequence that it is about
     */
    record Content(@Nullable TerminalEntry entry, long last) {
        /** A record that was passed over. */
        static final Content NOTHING = new Content(null, 0);
    }

    /** What is in the body of a record whose checksum is right; null when that is no body of this version. */
    static @Nullable Content content(ByteBuffer body, int version) {
        byte type = body.get();
        if (type == GAP && version > FIRST_VERSION) {
            return new Content(null, body.getLong(body.position() + 8));
        }
        int fixed = ENTRY_FIXED - (version > FIRST_VERSION ? 0 : 8);
        if (type != ENTRY || body.limit() < fixed) {
            return null;
        }
        long sequence = body.getLong();
        Instant time = Instant.ofEpochMilli(body.getLong());
        byte kind = body.get();
        long omitted = version > FIRST_VERSION ? body.getLong() : 0;
        int idLength = Short.toUnsignedInt(body.getShort());
        if (idLength > body.remaining() || sequence < 1) {
            return null;
        }
        String id = StandardCharsets.UTF_8
                .decode(body.slice(body.position(), idLength))
                .toString();
        body.position(body.position() + idLength);
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        Optional<String> commandId = id.isEmpty() ? Optional.empty() : Optional.of(id);
        return new Content(
                new TerminalEntry(sequence, time, KindCode.kind(kind), commandId, Bytes.wrap(bytes), omitted),
                sequence);
    }
}
