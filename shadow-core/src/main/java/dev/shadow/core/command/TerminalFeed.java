package dev.shadow.core.command;

import dev.shadow.Bytes;
import dev.shadow.ShadowException;
import dev.shadow.command.Channel;
import dev.shadow.command.Exit;
import dev.shadow.core.concurrent.Threads;
import dev.shadow.core.terminal.TerminalEngine;
import dev.shadow.terminal.TerminalEntry.Kind;
import java.time.Duration;
import java.util.concurrent.Future;

/**
 * Shows one command in the terminal: its line, its output in the order of its log, its exit. Output is put together to entries
 * of at most 4 KB, none of which waits longer than 10 ms.
 *
 * <p>Thread-safe.
 */
final class TerminalFeed implements OutputLog.Tap {
    private static final int MOST = 4 << 10;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(10);

    private final TerminalEngine terminal;
    private final String commandId;
    private final Threads threads;
    private final byte[] pending = new byte[MOST]; // this and all below are guarded by this
    private int size;
    private Kind kind = Kind.STDOUT;
    private boolean timed;

    TerminalFeed(TerminalEngine terminal, String commandId, Threads threads) {
        this.terminal = terminal;
        this.commandId = commandId;
        this.threads = threads;
    }

    void started(String line) {
        say(Kind.COMMAND, line);
    }

    /** As a shell does, which shows the line and then why there is no such command. */
    void refused(String line, ShadowException reason) {
        say(Kind.COMMAND, line);
        say(Kind.SYSTEM, reason.message());
    }

    @Override
    public synchronized void appended(Channel channel, byte[] bytes, int length) {
        Kind now = channel == Channel.STDERR ? Kind.STDERR : Kind.STDOUT;
        if (now != kind) {
            flush();
            kind = now;
        }
        int at = size == 0 ? 0 : fill(bytes, 0, length);
        int whole = (length - at) / MOST;
        if (whole > 0) {
            show(bytes, at, whole);
            at += whole * MOST;
        }
        fill(bytes, at, length);
        if (size > 0 && !timed) {
            timed = true;
            Future<?> unused = threads.schedule(LONGEST_WAIT, this::waitedLongEnough);
        }
    }

    /** Copies as much as has room; returns where in the source it stopped. */
    private int fill(byte[] bytes, int from, int to) {
        int count = Math.min(to - from, MOST - size);
        System.arraycopy(bytes, from, pending, size, count);
        size += count;
        if (size == MOST) {
            flush();
        }
        return from + count;
    }

    private void show(byte[] bytes, int from, int entries) {
        int[] ends = new int[entries];
        for (int i = 0; i < entries; i++) {
            ends[i] = from + (i + 1) * MOST;
        }
        try {
            terminal.appendAll(kind, commandId, bytes, from, ends);
        } catch (ShadowException e) {
            // The workspace was closed, and the command goes on without anybody who looks.
        }
    }

    private synchronized void waitedLongEnough() {
        timed = false;
        flush();
    }

    synchronized void ended(Exit exit) {
        flush();
        say(Kind.SYSTEM, exit.describe());
    }

    private void flush() {
        if (size > 0) {
            try {
                terminal.append(kind, commandId, pending, 0, size);
            } catch (ShadowException e) {
                // as above
            }
            size = 0;
        }
    }

    private void say(Kind what, String text) {
        try {
            terminal.append(what, commandId, Bytes.utf8(text));
        } catch (ShadowException e) {
            // as above
        }
    }
}
