package dev.shadow.remote;

import dev.shadow.protocol.Routes;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.OperationTable;
import dev.shadow.terminal.TerminalEvent;
import dev.shadow.terminal.TerminalOperation;
import dev.shadow.watch.WatchEvent;
import dev.shadow.watch.WatchOperation;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What happens in a workspace, as it happens. Thread-safe. */
final class RemoteEvents {
    private final HandleClient calls;
    private final Executor executor;

    RemoteEvents(HandleClient calls, Executor executor) {
        this.calls = calls;
        this.executor = executor;
    }

    void register(OperationTable.Builder table) {
        table.on(TerminalOperation.Subscribe.class, this::terminal).on(WatchOperation.class, this::watch);
    }

    /** A context for each time that a connection is made; the stream itself has no deadline. */
    static CallContext later(CallContext context, Duration timeout) {
        return new CallContext(
                context.workspaceId(), Deadline.after(timeout), context.requestId(), context.traceParent());
    }

    private Flow.Publisher<TerminalEvent> terminal(TerminalOperation.Subscribe operation, CallContext context) {
        return new SourcePublisher<>(
                executor,
                () -> new EventSource<>(TerminalEvent.class, lastId -> {
                    WireCall call = WireCall.of(
                                    "GET", Routes.TERMINAL_EVENTS, later(context, operation.defaultTimeout()))
                            .query("from", operation.fromSequence());
                    return calls.open(lastId == 0 ? call : call.header("Last-Event-ID", lastId));
                }));
    }

    /** The first subscriber gets what happens from this call on, the others what happens from when they come. */
    private Flow.Publisher<WatchEvent> watch(WatchOperation operation, CallContext context)
            throws InterruptedException {
        AtomicReference<@Nullable EventSource<WatchEvent>> first =
                new AtomicReference<>(changes(operation, context).connected());
        return new SourcePublisher<>(executor, () -> {
            EventSource<WatchEvent> connected = first.getAndSet(null);
            return connected != null ? connected : changes(operation, context);
        });
    }

    private EventSource<WatchEvent> changes(WatchOperation operation, CallContext context) {
        return new EventSource<>(
                WatchEvent.class,
                lastId -> {
                    WireCall call = WireCall.of("GET", Routes.WATCH_EVENTS, later(context, operation.defaultTimeout()))
                            .query("path", operation.request().path())
                            .query("from", operation.request().fromSequence());
                    return calls.open(lastId == 0 ? call : call.header("Last-Event-ID", lastId));
                },
                RemoteEvents::isPart);
    }

    /** What has no number is made of one change with what follows, unless it shows what is there. */
    private static boolean isPart(WatchEvent event) {
        return event.sequence() == 0 && event.kind() != WatchEvent.Kind.GAP && event.kind() != WatchEvent.Kind.PRESENT;
    }
}
