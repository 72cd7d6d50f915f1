package dev.shadow.sidecar;

import dev.shadow.Bytes;
import dev.shadow.ShadowException;
import dev.shadow.protocol.MediaTypes;
import dev.shadow.protocol.Problem;
import dev.shadow.protocol.WireBatch;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationType.Effect;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Several calls in one request, one after the other. Thread-safe. */
final class BatchEndpoint implements HandleEndpoint {
    private final Calls calls;

    BatchEndpoint(Calls calls) {
        this.calls = calls;
    }

    @Override
    public void handle(Exchange exchange, OpenHandle handle) throws IOException, InterruptedException {
        byte[] body = exchange.wholeBody().toByteArray();
        List<Operation<?>> operations = WireBatch.readCalls(body);
        Duration together = operations.stream().map(Operation::defaultTimeout).reduce(Duration.ZERO, Duration::plus);
        CallContext call = exchange.context(handle.info().workspace(), together);
        KeyedCalls.Action action = () -> execute(operations, handle, call);
        boolean reads = operations.stream().allMatch(one -> one.type().effect() == Effect.READ);
        exchange.reply(reads ? calls.read(action) : calls.change(exchange, body, call.deadline(), action));
    }

    private static Reply execute(List<Operation<?>> operations, OpenHandle handle, CallContext call)
            throws InterruptedException {
        List<WireBatch.Answer> answers = new ArrayList<>();
        for (Operation<?> operation : operations) {
            answers.add(execute(operation, handle, call));
        }
        byte[] json = WireBatch.writeAnswers(operations, answers);
        return new Reply(200, MediaTypes.JSON, Bytes.wrap(json), Map.of());
    }

    private static WireBatch.Answer execute(Operation<?> operation, OpenHandle handle, CallContext call)
            throws InterruptedException {
        try {
            return WireBatch.Answer.of(handle.execute(operation, call));
        } catch (ShadowException e) {
            return WireBatch.Answer.failed(Problem.of(e, Optional.of(call.requestId())));
        } catch (RuntimeException e) {
            return WireBatch.Answer.failed(Problem.of(Failure.defect(e), Optional.of(call.requestId())));
        }
    }
}
