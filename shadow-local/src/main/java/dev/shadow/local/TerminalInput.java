package dev.shadow.local;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What is typed at a terminal. Its end is the terminal's end-of-file character; after an unfinished line it takes two, of which
 * the first only hands over the line (POSIX.1-2017, General Terminal Interface).
 *
 * <p>Written by one thread at a time. Closed by any.
 */
final class TerminalInput extends OutputStream {
    private final Terminal terminal;
    private final PipeOutput keys;
    private volatile boolean unfinished;

    TerminalInput(Terminal terminal) throws IOException {
        this.terminal = terminal;
        this.keys = new PipeOutput(terminal.writer());
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (length > 0) {
            unfinished = source[offset + length - 1] != '\n';
            keys.write(source, offset, length);
        }
    }

    @Override
    public void close() {
        terminal.endOfFile().ifPresent(end -> keys.offer(unfinished ? new byte[] {end, end} : new byte[] {end}));
        keys.close();
    }
}
