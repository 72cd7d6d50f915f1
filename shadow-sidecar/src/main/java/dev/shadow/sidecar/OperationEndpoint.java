package dev.shadow.sidecar;

import dev.shadow.protocol.WireJson;
import dev.shadow.protocol.WireOperation;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationType.Effect;
import java.io.IOException;

/** An operation whose arguments and result are JSON. Thread-safe. */
final class OperationEndpoint implements HandleEndpoint {
    private final WireOperation wire;
    private final Calls calls;
    private final StartedCommands started;

    OperationEndpoint(WireOperation wire, Calls calls, StartedCommands started) {
        this.started = started;
        this.wire = wire;
        this.calls = calls;
    }

    @Override
    public void handle(Exchange exchange, OpenHandle handle) throws IOException, InterruptedException {
        byte[] body = exchange.wholeBody().toByteArray();
        Operation<?> operation = (Operation<?>) WireJson.read(body, wire.arguments());
        CallContext call = exchange.context(handle.info().workspace(), operation.defaultTimeout());
        KeyedCalls.Action action = () -> {
            started.note(handle.info().workspace(), operation);
            return Reply.json(handle.execute(operation, call), wire.result());
        };
        exchange.reply(
                operation.type().effect() == Effect.READ
                        ? calls.read(action)
                        : calls.change(exchange, body, call.deadline(), action));
    }
}
