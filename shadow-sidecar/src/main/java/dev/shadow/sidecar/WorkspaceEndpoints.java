package dev.shadow.sidecar;

import dev.shadow.DestroyMode;
import dev.shadow.DestroyResult;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.WorkspaceSpec;
import dev.shadow.WorkspaceStatus;
import dev.shadow.protocol.HandleInfo;
import dev.shadow.protocol.Headers;
import dev.shadow.protocol.PreparationEvent;
import dev.shadow.protocol.Problem;
import dev.shadow.protocol.WireJson;
import dev.shadow.protocol.WorkspaceRequests;
import dev.shadow.spi.Backend;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.WorkspaceBackend;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Workspaces as wholes. Thread-safe. */
final class WorkspaceEndpoints {
    private static final Duration QUICK = Duration.ofSeconds(60);
    private static final Duration NETWORK = Duration.ofMinutes(10);
    private static final Duration PREPARE = Duration.ofMinutes(30);

    /** How long what a preparation told can be asked for after its end. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final Backend backend;
    private final Handles handles;
    private final Calls calls;
    private final CallCredentials credentials;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final Map<String, Preparation> preparations = new ConcurrentHashMap<>();

    WorkspaceEndpoints(
            Backend backend,
            Handles handles,
            Calls calls,
            CallCredentials credentials,
            Executor executor,
            ScheduledExecutorService timer) {
        this.backend = backend;
        this.handles = handles;
        this.calls = calls;
        this.credentials = credentials;
        this.executor = executor;
        this.timer = timer;
    }

    Reply list(Exchange exchange) throws IOException, InterruptedException {
        Optional<String> id = exchange.query("id");
        CallContext call = exchange.context(id.orElse(""), QUICK);
        return calls.read(
                () -> Reply.json(id.isPresent() ? List.of(backend.status(id.get(), call)) : backend.list(call)));
    }

    Reply health(Exchange exchange) throws IOException, InterruptedException {
        return calls.read(() -> Reply.json(backend.health(exchange.context("", QUICK))));
    }

    Reply open(Exchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.wholeBody().toByteArray();
        WorkspaceRequests.Open open = WireJson.read(body, WorkspaceRequests.Open.class);
        CallContext call = exchange.context(open.id(), QUICK);
        return calls.change(exchange, body, call.deadline(), () -> {
            WorkspaceBackend workspace = backend.open(open.id(), call);
            return Reply.json(handle(open.id(), workspace, call));
        });
    }

    /** Read after the opening, so that it is about the workspace that was opened. */
    private HandleInfo handle(String id, WorkspaceBackend workspace, CallContext call) throws InterruptedException {
        try {
            WorkspaceStatus status = backend.status(id, call);
            return handles.add(id, status.created(), workspace);
        } catch (RuntimeException | InterruptedException e) {
            workspace.close();
            throw e;
        }
    }

    Reply destroy(Exchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.wholeBody().toByteArray();
        WorkspaceRequests.Destroy destroy = WireJson.read(body, WorkspaceRequests.Destroy.class);
        CallContext call = exchange.context(destroy.id(), NETWORK);
        return calls.change(exchange, body, call.deadline(), () -> {
            DestroyResult result = backend.destroy(destroy.id(), destroy.mode(), call);
            return Reply.json(result);
        });
    }

    /** Goes on without its caller, who may come back with the same key. */
    void prepare(Exchange exchange) throws IOException {
        byte[] body = exchange.wholeBody().toByteArray();
        WorkspaceSpec spec = WireJson.read(body, WorkspaceSpec.class);
        String key = exchange.header(Headers.IDEMPOTENCY_KEY)
                .orElseThrow(() -> Exchange.invalid("a preparation needs the header " + Headers.IDEMPOTENCY_KEY));
        Calls.requireKey(key);
        calls.requireOurs(exchange);
        Preparation fresh = new Preparation();
        Preparation earlier = preparations.putIfAbsent(key, fresh);
        if (earlier == null) {
            start(exchange, spec, key, fresh);
        }
        Preparation preparation = earlier == null ? fresh : earlier;
        EventFormat.head(exchange);
        exchange.response().getHeaders().put(Headers.REQUEST_ID, exchange.requestId());
        FlowStream.start(
                exchange,
                Lease.NONE,
                preparation.after(EventFormat.after(exchange, 0), executor),
                new PreparationFormat(),
                timer);
    }

    private void start(Exchange exchange, WorkspaceSpec spec, String key, Preparation preparation) {
        CallContext call = exchange.context(spec.id(), PREPARE);
        Optional<CallCredentials.Given> given = CallCredentials.of(exchange);
        executor.execute(CurrentCall.carry(() -> {
            preparation.begin();
            try {
                credentials.with(given, () -> {
                    boolean fresh = isAbsent(spec.id(), call);
                    preparation.tell(run(spec, call, preparation), fresh);
                    return Reply.nothing();
                });
            } catch (IOException | InterruptedException | RuntimeException | Error e) {
                preparation.tell(failed(e, call));
            }
            Future<?> unused = timer.schedule(
                    () -> preparations.remove(key, preparation), REMEMBERED.toSeconds(), TimeUnit.SECONDS);
        }));
    }

    private boolean isAbsent(String id, CallContext call) throws InterruptedException {
        try {
            return backend.status(id, call).state() != WorkspaceStatus.State.READY;
        } catch (ShadowException e) {
            if (e.code().equals(ErrorCode.WORKSPACE_NOT_FOUND)) {
                return true;
            }
            throw e;
        }
    }

    private PreparationEvent run(WorkspaceSpec spec, CallContext call, Preparation preparation)
            throws InterruptedException {
        WorkspaceBackend workspace =
                backend.prepare(spec, event -> preparation.tell(PreparationEvent.progress(event)), call);
        return PreparationEvent.done(handle(spec.id(), workspace, call));
    }

    private static PreparationEvent failed(Throwable error, CallContext call) {
        ShadowException failure = error instanceof ShadowException known
                ? known
                : error instanceof InterruptedException
                        ? new ShadowException(ErrorCode.INTERRUPTED, "the preparation was not wanted any more")
                        : Failure.defect(error);
        return PreparationEvent.failed(Problem.of(failure, Optional.of(call.requestId())));
    }

    void cancel(String key) throws InterruptedException {
        Preparation preparation = preparations.get(key);
        if (preparation != null) {
            preparation.cancel();
            undo(preparation);
        }
    }

    /** Its caller did not get to know the workspace that it made, unless somebody else has opened it by now. */
    private void undo(Preparation preparation) throws InterruptedException {
        Optional<HandleInfo> made = preparation.takeMade();
        if (made.isEmpty()) {
            return;
        }
        handles.close(made.get().handle());
        String id = made.get().workspace();
        if (!handles.isOpen(id)) {
            backend.destroy(
                    id,
                    DestroyMode.DISCARD,
                    new CallContext(id, Deadline.after(QUICK), UUID.randomUUID().toString(), Optional.empty()));
        }
    }
}
