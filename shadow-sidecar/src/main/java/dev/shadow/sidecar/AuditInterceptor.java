package dev.shadow.sidecar;

import dev.shadow.Bytes;
import dev.shadow.ShadowException;
import dev.shadow.command.CommandInfo;
import dev.shadow.command.CommandOperation;
import dev.shadow.command.CommandResult;
import dev.shadow.command.OutputChunk;
import dev.shadow.file.FileContent;
import dev.shadow.file.ReadOutcome;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Interceptor;
import dev.shadow.spi.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record of each tool call: who, what, a hash of its arguments, how it ended, and how many bytes came of it. Neither
 * arguments nor results are in it. A command that is started gets a second record, {@code command.exit}, when it has ended.
 *
 * <p>Thread-safe.
 */
final class AuditInterceptor implements Interceptor {
    private final Records records;

    AuditInterceptor(Records records) {
        this.records = records;
    }

    private record Entry(
            Instant time,
            String kind,
            String requestId,
            Optional<String> traceParent,
            String who,
            String workspace,
            String operation,
            Optional<String> command,
            String arguments,
            String outcome,
            Optional<String> exit,
            OptionalLong bytes,
            long micros) {}

    @Override
    public <R> R intercept(Operation<R> operation, Chain next) throws InterruptedException {
        if (operation instanceof CommandOperation.OnExit) { // asked again and again; the exit has a record of its own
            return next.proceed(operation);
        }
        long start = System.nanoTime();
        R result;
        try {
            result = next.proceed(operation);
        } catch (ShadowException e) {
            write(operation, next.context(), e.code().name(), null, start);
            throw e;
        } catch (InterruptedException e) {
            write(operation, next.context(), "INTERRUPTED", null, start);
            throw e;
        } catch (RuntimeException | Error e) {
            write(operation, next.context(), "INTERNAL", null, start);
            throw e;
        }
        write(operation, next.context(), "OK", result, start);
        if (operation instanceof CommandOperation.Start && result instanceof CommandInfo info) {
            writeExit(operation, info.id(), next, start);
        }
        return result;
    }

    private void writeExit(Operation<?> start, String id, Chain next, long startNanos) throws InterruptedException {
        String who = CurrentCall.peer();
        String arguments = ArgumentHash.of(start);
        CompletableFuture<CommandResult> exit;
        try {
            exit = next.proceed(new CommandOperation.OnExit(id));
        } catch (ShadowException e) { // it is forgotten already
            return;
        }
        CompletableFuture<Void> unused = exit.thenAccept(result -> records.audit(
                entry(next.context(), who, "command.exit", Optional.of(id), arguments, "OK", result, startNanos)));
    }

    private void write(
            Operation<?> operation, CallContext call, String outcome, @Nullable Object result, long startNanos) {
        records.audit(entry(
                call,
                CurrentCall.peer(),
                operation.type().name(),
                command(operation, result),
                ArgumentHash.of(operation),
                outcome,
                result,
                startNanos));
    }

    private static Entry entry(
            CallContext call,
            String who,
            String operation,
            Optional<String> command,
            String arguments,
            String outcome,
            @Nullable Object result,
            long startNanos) {
        return new Entry(
                Instant.now(),
                "audit",
                call.requestId(),
                call.traceParent(),
                who,
                call.workspaceId(),
                operation,
                command,
                arguments,
                outcome,
                result instanceof CommandResult ended ? Optional.of(ended.exit().describe()) : Optional.empty(),
                bytes(result),
                TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startNanos));
    }

    private static Optional<String> command(Operation<?> operation, @Nullable Object result) {
        if (result instanceof CommandResult ended) {
            return Optional.of(ended.id());
        }
        if (result instanceof CommandInfo info) {
            return Optional.of(info.id());
        }
        if (operation instanceof CommandOperation.Run run) {
            return run.command().id();
        }
        return operation instanceof CommandOperation.Start start
                ? start.command().id()
                : Optional.empty();
    }

    private static OptionalLong bytes(@Nullable Object result) {
        if (result instanceof FileContent content) {
            return OptionalLong.of(content.bytes().size());
        }
        if (result instanceof OutputChunk chunk) {
            return OptionalLong.of(chunk.bytes().size());
        }
        if (result instanceof CommandResult ended) {
            return OptionalLong.of(ended.stdout().totalBytes() + ended.stderr().totalBytes());
        }
        if (result instanceof List<?> many && !many.isEmpty() && many.get(0) instanceof ReadOutcome) {
            return OptionalLong.of(many.stream()
                    .filter(ReadOutcome.Success.class::isInstance)
                    .map(ReadOutcome.Success.class::cast)
                    .map(success -> success.content().bytes())
                    .mapToLong(Bytes::size)
                    .sum());
        }
        return OptionalLong.empty();
    }
}
