package dev.shadow.internal;

import dev.shadow.Bytes;
import dev.shadow.Subscription;
import dev.shadow.TerminalBuffer;
import dev.shadow.terminal.TerminalEvent;
import dev.shadow.terminal.TerminalOperation;
import dev.shadow.terminal.TerminalSnapshot;
import dev.shadow.terminal.TerminalStats;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Each method as its operation. Thread-safe. */
final class DefaultTerminal implements TerminalBuffer {
    private final Caller caller;

    DefaultTerminal(Caller caller) {
        this.caller = caller;
    }

    @Override
    public long appendAll(List<Bytes> entries) {
        return caller.call(new TerminalOperation.Append(entries));
    }

    @Override
    public TerminalSnapshot snapshot(long fromSequence, int max) {
        return caller.call(new TerminalOperation.Snapshot(fromSequence, max));
    }

    @Override
    public TerminalSnapshot snapshotBetween(Instant from, Instant to, int max) {
        return caller.call(new TerminalOperation.SnapshotBetween(from, to, max));
    }

    @Override
    public Subscription subscribe(long fromSequence, Consumer<TerminalEvent> consumer) {
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

    @Override
    public long persist() {
        return caller.call(new TerminalOperation.Persist());
    }

    @Override
    public int restore() {
        return caller.call(new TerminalOperation.Restore());
    }
}
