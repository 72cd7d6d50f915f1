package dev.shadow.internal;

import dev.shadow.Bytes;
import dev.shadow.Subscription;
import dev.shadow.TerminalBuffer;
import dev.shadow.spi.Check;
import dev.shadow.terminal.TerminalEvent;
import dev.shadow.terminal.TerminalOperation;
import dev.shadow.terminal.TerminalSnapshot;
import dev.shadow.terminal.TerminalStats;
import java.util.function.Consumer;

/** Each method as its operation. Thread-safe. */
final class DefaultTerminal implements TerminalBuffer {
    private final Caller caller;

    DefaultTerminal(Caller caller) {
        this.caller = caller;
    }

    @Override
    public long append(Bytes bytes) {
        return caller.call(new TerminalOperation.Append(bytes));
    }

    @Override
    public TerminalSnapshot snapshot(long fromSequence, int max) {
        Check.range("fromSequence", fromSequence, 0, Long.MAX_VALUE);
        Check.range("max", max, 1, Integer.MAX_VALUE);
        return caller.call(new TerminalOperation.Snapshot(fromSequence, max));
    }

    @Override
    public Subscription subscribe(long fromSequence, Consumer<TerminalEvent> consumer) {
        Check.range("fromSequence", fromSequence, 0, Long.MAX_VALUE);
        return Delivery.start(caller.call(new TerminalOperation.Subscribe(fromSequence)), consumer);
    }

    @Override
    public TerminalStats stats() {
        return caller.call(new TerminalOperation.Stats());
    }

    @Override
    public void clear() {
        caller.call(new TerminalOperation.Clear());
    }
}
