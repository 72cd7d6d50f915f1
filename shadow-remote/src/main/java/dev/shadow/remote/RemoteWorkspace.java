package dev.shadow.remote;

import dev.shadow.Capabilities;
import dev.shadow.ShadowException;
import dev.shadow.git.CredentialSource.Purpose;
import dev.shadow.git.GitOperation;
import dev.shadow.git.RemoteUrl;
import dev.shadow.protocol.Routes;
import dev.shadow.protocol.WireOperation;
import dev.shadow.protocol.WireOperations;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationTable;
import dev.shadow.spi.OperationType.Effect;
import dev.shadow.spi.WorkspaceBackend;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open workspace behind a sidecar. Thread-safe. */
final class RemoteWorkspace implements WorkspaceBackend {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteWorkspace.class);
    private static final Duration CLOSING = Duration.ofSeconds(60);

    private final RemoteBackend backend;
    private final HandleClient calls;
    private final GitAuthorization git;
    private final Optional<RemoteUrl> remote;
    private final OperationTable table;
    private final AtomicBoolean closed = new AtomicBoolean();

    RemoteWorkspace(
            RemoteBackend backend,
            HandleClient calls,
            GitAuthorization git,
            Optional<RemoteUrl> remote,
            Executor executor) {
        this.backend = backend;
        this.calls = calls;
        this.git = git;
        this.remote = remote;
        OperationTable.Builder handlers = OperationTable.builder();
        calls.handle().capabilities().forEach(handlers::can);
        WireOperations.all().stream()
                .filter(operation -> operation.form() == WireOperation.Form.JSON)
                .forEach(operation -> handleAsJson(handlers, operation));
        new RemoteFiles(calls).register(handlers);
        new RemoteCommands(calls, executor).register(handlers);
        new RemoteEvents(calls, executor).register(handlers);
        table = handlers.build();
    }

    @SuppressWarnings("unchecked") // what comes back is of the type that the operation declares
    private void handleAsJson(OperationTable.Builder handlers, WireOperation operation) {
        handlers.on((Class<Operation<Object>>) operation.arguments(), this::json);
    }

    @Override
    public <R> R execute(Operation<R> operation, CallContext call) throws InterruptedException {
        return table.execute(operation, call);
    }

    private Object json(Operation<?> operation, CallContext context) throws InterruptedException {
        WireOperation wire = WireOperations.of(operation).orElseThrow();
        WireCall call =
                WireCall.of("POST", Routes.operation(wire.name()), context).json(operation);
        if (operation.type().effect() == Effect.READ) {
            return calls.call(call).json(wire.result());
        }
        return calls.cancelling(authorized(operation, call.keyed())).json(wire.result());
    }

    /** Only what talks to the remote repository brings a credential along. */
    private WireCall authorized(Operation<?> operation, WireCall call) {
        if (operation instanceof GitOperation.Push) {
            return git.on(call, remote, Purpose.WRITE);
        }
        return operation instanceof GitOperation.CreateShadowBranch ? git.on(call, remote, Purpose.READ) : call;
    }

    @Override
    public Capabilities capabilities() {
        return table.capabilities();
    }

    /** Renews the lease of the handle. */
    void renew() {
        try {
            calls.call(WireCall.of("GET", "", internal()));
        } catch (ShadowException e) {
            LOG.debug("the lease of a workspace was not renewed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static CallContext internal() {
        return new CallContext("", Deadline.after(CLOSING), UUID.randomUUID().toString(), Optional.empty());
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        backend.closed(this);
        InterruptAside.run(() -> calls.close(internal()));
    }
}
