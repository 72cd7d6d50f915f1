package dev.shadow.sidecar;

import dev.shadow.Bytes;
import dev.shadow.ShadowException;
import dev.shadow.command.Channel;
import dev.shadow.command.CommandOperation;
import dev.shadow.command.CommandResult;
import dev.shadow.command.OutputChunk;
import dev.shadow.protocol.Headers;
import dev.shadow.protocol.MediaTypes;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.OperationType;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** Output, result and input of commands. Thread-safe. */
final class CommandEndpoints {
    private static final int DEFAULT_READ = 1 << 20;
    private static final long LONGEST_WAIT_MILLIS = 20_000;

    private final Calls calls;
    private final ScheduledExecutorService timer;
    private final StartedCommands started;

    CommandEndpoints(Calls calls, ScheduledExecutorService timer, StartedCommands started) {
        this.started = started;
        this.calls = calls;
        this.timer = timer;
    }

    private static CallContext context(Exchange exchange, OpenHandle handle, OperationType type) {
        return exchange.context(handle.info().workspace(), type.timeout());
    }

    void output(Exchange exchange, OpenHandle handle) throws IOException, InterruptedException {
        String id = exchange.required("id");
        try {
            output(exchange, handle, id);
        } catch (ShadowException e) {
            throw started.explains(e, handle.info().workspace(), id) ? StartedCommands.outputGone(id, e) : e;
        }
    }

    private void output(Exchange exchange, OpenHandle handle, String id) throws IOException, InterruptedException {
        Channel channel = channel(exchange);
        long from = exchange.number("from").orElse(0L);
        boolean follow = exchange.query("follow").map(Boolean::parseBoolean).orElse(false);
        int most = exchange.smallNumber("maxBytes").orElse(DEFAULT_READ);
        CallContext call = context(exchange, handle, CommandOperation.ReadOutput.TYPE);
        OutputChunk first = handle.execute(new CommandOperation.ReadOutput(id, channel, from, follow ? 1 : most), call);
        if (!follow || (first.last() && first.bytes().isEmpty())) {
            exchange.reply(whole(first));
            return;
        }
        Flow.Publisher<OutputChunk> output =
                handle.execute(new CommandOperation.FollowOutput(id, channel, first.offset()), call);
        exchange.response().setStatus(200);
        exchange.response().getHeaders().put(Headers.REQUEST_ID, exchange.requestId());
        exchange.response().getHeaders().put(HttpHeader.CONTENT_TYPE, MediaTypes.BYTES);
        exchange.response().getHeaders().put(Headers.OFFSET, first.offset());
        exchange.response().getHeaders().put(Headers.MISSING, first.missing());
        FlowStream.start(exchange, handle, output, new OutputFormat(first.offset()), timer);
    }

    private static Channel channel(Exchange exchange) {
        String name = exchange.query("channel").orElse("MERGED");
        try {
            return Channel.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Exchange.invalid("channel must be stdout, stderr or merged, and is '" + name + "'");
        }
    }

    private static Reply whole(OutputChunk chunk) {
        return Reply.bytes(chunk.bytes())
                .with(Headers.OFFSET, chunk.offset())
                .with(Headers.MISSING, chunk.missing())
                .with(Headers.LAST, chunk.last());
    }

    /** Holds no thread while it waits; 204 when the command goes on. */
    void result(Exchange exchange, OpenHandle handle) throws InterruptedException {
        String id = exchange.required("id");
        try {
            result(exchange, handle, new CommandOperation.OnExit(id));
        } catch (ShadowException e) {
            if (!started.explains(e, handle.info().workspace(), id)) {
                throw e;
            }
            exchange.reply(Reply.json(StartedCommands.unknown(id)));
        }
    }

    private void result(Exchange exchange, OpenHandle handle, CommandOperation.OnExit wanted)
            throws InterruptedException {
        long wait = Math.min(exchange.number("wait").orElse(0L), LONGEST_WAIT_MILLIS);
        CompletableFuture<CommandResult> exit =
                handle.execute(wanted, context(exchange, handle, CommandOperation.OnExit.TYPE));
        handle.begin();
        CompletableFuture<Void> unused = exit.thenApply(Reply::json)
                .completeOnTimeout(Reply.nothing(), wait, TimeUnit.MILLISECONDS)
                .handle((reply, failure) -> {
                    handle.end();
                    answer(exchange, reply, failure);
                    return null;
                });
    }

    private static void answer(Exchange exchange, @Nullable Reply reply, @Nullable Throwable failure) {
        if (reply != null) {
            exchange.reply(reply);
        } else {
            Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
            exchange.fail(
                    cause instanceof ShadowException known
                            ? known
                            : Failure.defect(cause == null ? new IllegalStateException("no result") : cause));
        }
    }

    Reply stdin(Exchange exchange, OpenHandle handle) throws IOException, InterruptedException {
        Bytes body = exchange.wholeBody();
        CommandOperation.WriteStdin write = new CommandOperation.WriteStdin(exchange.required("id"), body);
        CallContext call = context(exchange, handle, CommandOperation.WriteStdin.TYPE);
        return calls.change(exchange, body.toByteArray(), call.deadline(), () -> {
            handle.execute(write, call);
            return Reply.nothing();
        });
    }
}
