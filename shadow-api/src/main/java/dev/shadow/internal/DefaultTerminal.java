package dev.shadow.internal;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.Subscription;
import dev.shadow.TerminalBuffer;
import dev.shadow.terminal.TerminalEvent;
import dev.shadow.terminal.TerminalOperation;
import dev.shadow.terminal.TerminalSnapshot;
import dev.shadow.terminal.TerminalStats;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Each method as its operation. Thread-safe. */
final class DefaultTerminal implements TerminalBuffer {
    private final Caller caller;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    DefaultTerminal(Caller caller) {
        this.caller = caller;
    }

    private <R> R call(TerminalOperation<R> operation) {
        if (closed) {
            throw new ShadowException(
                    ErrorCode.CLOSED, "this terminal was closed; take it from a workspace that was opened anew");
        }
        return caller.call(operation);
    }

    @Override
    public long appendAll(List<Bytes> entries) {
        return call(new TerminalOperation.Append(entries));
    }

    @Override
    public TerminalSnapshot snapshot(long fromSequence, int max) {
        return call(new TerminalOperation.Snapshot(fromSequence, max));
    }

    @Override
    public TerminalSnapshot snapshotBetween(Instant from, Instant to, int max) {
        return call(new TerminalOperation.SnapshotBetween(from, to, max));
    }

    @Override
    public Subscription subscribe(long fromSequence, Consumer<TerminalEvent> consumer) {
        Subscription made = Delivery.start(call(new TerminalOperation.Subscribe(fromSequence)), consumer);
        subscriptions.add(made);
        Future<?> unused = made.completion().whenComplete((nothing, failure) -> subscriptions.remove(made));
        if (closed) {
            made.close();
        }
        return made;
    }

    @Override
    public TerminalStats stats() {
        return call(new TerminalOperation.Stats());
    }

    @Override
    public void clear() {
        call(new TerminalOperation.Clear());
    }

    @Override
    public long persist() {
        return call(new TerminalOperation.Persist());
    }

    @Override
    public int restore() {
        return call(new TerminalOperation.Restore());
    }

    @Override
    public void close() {
        closed = true;
        subscriptions.forEach(Subscription::close);
    }
}
