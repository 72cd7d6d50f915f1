package dev.shadow.examples;

import dev.shadow.command.OutputChunk;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Shows what a command writes as it comes, each line indented. It works on bytes, for a chunk may end within a character, and
 * leaves out what would steer the terminal: control characters and the colour sequences of ECMA-48. Thread-safe.
 */
final class CommandOutput implements Consumer<OutputChunk> {
    private static final int ESCAPE = 0x1b;
    private static final int DELETE = 0x7f;

    private final PrintStream out;
    private final byte[] prefix;
    private boolean lineBegun;
    private boolean used;
    private State state = State.TEXT;

    CommandOutput(PrintStream out, String prefix) {
        this.out = out;
        this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void accept(OutputChunk chunk) {
        used |= !chunk.bytes().isEmpty();
        if (chunk.missing() > 0) {
            end();
            out.println("[" + chunk.missing() + " bytes are missing here, dropped from the command's log]");
        }
        ByteArrayOutputStream shown = new ByteArrayOutputStream(chunk.bytes().size() + prefix.length);
        for (int i = 0; i < chunk.bytes().size(); i++) {
            take(Byte.toUnsignedInt(chunk.bytes().byteAt(i)), shown);
        }
        out.writeBytes(shown.toByteArray());
        out.flush();
    }

    /** Ends a last line that the command did not end. */
    synchronized void end() {
        if (lineBegun) {
            out.println();
            lineBegun = false;
        }
    }

    synchronized boolean isUsed() {
        return used;
    }

    private void take(int next, ByteArrayOutputStream shown) {
        if (state == State.ESCAPED) {
            state = next == '[' ? State.SEQUENCE : State.TEXT;
        } else if (state == State.SEQUENCE) {
            state = next >= 0x40 && next < DELETE ? State.TEXT : State.SEQUENCE;
        } else if (next == ESCAPE) {
            state = State.ESCAPED;
        } else if (next == '\n') {
            beginLine(shown);
            shown.write(next);
            lineBegun = false;
        } else if (next == '\t' || (next >= ' ' && next != DELETE)) {
            beginLine(shown);
            shown.write(next);
        }
    }

    private void beginLine(ByteArrayOutputStream shown) {
        if (!lineBegun) {
            shown.writeBytes(prefix);
            lineBegun = true;
        }
    }

    private enum State {
        TEXT,
        ESCAPED,
        SEQUENCE
    }
}
