package dev.shadow.sidecar;

import dev.shadow.protocol.Headers;
import dev.shadow.spi.NumberedPublisher;
import dev.shadow.terminal.TerminalEvent;
import dev.shadow.terminal.TerminalOperation;
import dev.shadow.watch.WatchEvent;
import dev.shadow.watch.WatchOperation;
import dev.shadow.watch.WatchRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.ScheduledExecutorService;

/** What happens in a workspace, as it happens. Thread-safe. */
final class EventEndpoints {
    private final ScheduledExecutorService timer;

    EventEndpoints(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    void terminal(Exchange exchange, OpenHandle handle) throws InterruptedException {
        long from = EventFormat.after(exchange, exchange.number("from").orElse(0L) - 1) + 1;
        TerminalOperation.Subscribe subscribe = new TerminalOperation.Subscribe(from);
        var events = handle.execute(subscribe, exchange.context(handle.info().workspace(), subscribe.defaultTimeout()));
        start(exchange);
        FlowStream.start(exchange, handle, events, new EventFormat<>(EventEndpoints::last), timer);
    }

    private static long last(TerminalEvent event) {
        return event instanceof TerminalEvent.Gap gap
                ? gap.to()
                : ((TerminalEvent.Next) event).entry().sequence();
    }

    void watch(Exchange exchange, OpenHandle handle) throws InterruptedException {
        long from = EventFormat.after(exchange, exchange.number("from").orElse(0L) - 1) + 1;
        WatchOperation watch =
                new WatchOperation(new WatchRequest(exchange.query("path").orElse("."), from));
        var events = handle.execute(watch, exchange.context(handle.info().workspace(), watch.defaultTimeout()));
        start(exchange);
        ByteBuffer place = events instanceof NumberedPublisher<WatchEvent> numbered
                ? EventFormat.place(numbered.firstNumber() - 1)
                : ByteBuffer.allocate(0);
        FlowStream.start(exchange, handle, events, new EventFormat<>(WatchEvent::sequence), timer, place);
    }

    private static void start(Exchange exchange) {
        EventFormat.head(exchange);
        exchange.response().getHeaders().put(Headers.REQUEST_ID, exchange.requestId());
    }
}
