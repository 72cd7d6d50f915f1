package dev.shadow.terminal;

import dev.shadow.Bytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Cuts one output of one command into lines. What it holds is bounded by the longest line. Not thread-safe. */
final class LineDecoder {
    /** In chars; a longer line is shown in parts. */
    static final int LONGEST = 64 << 10;

    private static final int LONGEST_CHARACTER = 4;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final @Nullable AnsiFilter filter;
    private final StringBuilder line = new StringBuilder();
    private final byte[] cut = new byte[LONGEST_CHARACTER];
    private int cutLength;
    private boolean returned;
    private @Nullable TerminalEntry last;

    LineDecoder(TerminalText text) {
        filter = text == TerminalText.PLAIN ? new AnsiFilter() : null;
    }

    /**
     * Takes a part of an entry.
     *
     * @param part of its bytes
     * @param ends whether the entry ends with it
     */
    void accept(TerminalEntry entry, Bytes part, boolean ends, Consumer<TerminalLine> lines) {
        last = entry;
        byte[] bytes = new byte[cutLength + part.size()];
        System.arraycopy(cut, 0, bytes, 0, cutLength);
        part.copyTo(bytes, cutLength);
        decode(ByteBuffer.wrap(bytes), lines);
        boolean alone = entry.kind() == TerminalEntry.Kind.COMMAND || entry.kind() == TerminalEntry.Kind.SYSTEM;
        if (ends && alone) {
            finish(true, lines);
        }
    }

    /** Shows what has no newline yet. */
    void end(Consumer<TerminalLine> lines) {
        finish(false, lines);
    }

    private void decode(ByteBuffer in, Consumer<TerminalLine> lines) {
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        decoder.decode(in, out, false);
        cutLength = in.remaining();
        in.get(cut, 0, cutLength);
        out.flip();
        while (out.hasRemaining()) {
            put(out.get(), lines);
        }
    }

    private void finish(boolean complete, Consumer<TerminalLine> lines) {
        if (cutLength > 0) {
            line.append('\ufffd');
            cutLength = 0;
        }
        decoder.reset();
        if (line.length() > 0) {
            emit(complete, lines);
        }
        returned = false;
    }

    private void put(char c, Consumer<TerminalLine> lines) {
        if (filter != null && !filter.shows(c)) {
            return;
        }
        if (c == '\n') {
            emit(true, lines);
            returned = false;
        } else if (filter != null && c == '\r') {
            returned = true;
        } else {
            if (returned) {
                line.setLength(0);
                returned = false;
            }
            line.append(c);
            if (line.length() >= LONGEST && !Character.isHighSurrogate(c)) {
                emit(false, lines);
            }
        }
    }

    private void emit(boolean complete, Consumer<TerminalLine> lines) {
        TerminalEntry entry = last;
        if (entry != null) {
            lines.accept(new TerminalLine(
                    entry.sequence(), entry.time(), entry.kind(), entry.commandId(), line.toString(), complete));
        }
        line.setLength(0);
    }
}
