package dev.shadow.internal;

import dev.shadow.CallOptions;
import dev.shadow.Capabilities;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.Subscription;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.Interceptor;
import dev.shadow.spi.Interceptors;
import dev.shadow.spi.Operation;
import dev.shadow.spi.WorkspaceBackend;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends operations of one workspace through the interceptors to its backend. Thread-safe. */
final class Caller {
    private final String workspaceId;
    private final WorkspaceBackend backend;
    private final Interceptors interceptors;
    private final CallOptions options;
    private final AtomicBoolean closed;
    private final AtomicBoolean libraryClosed;
    private final Set<Subscription> subscriptions;

    Caller(String workspaceId, WorkspaceBackend backend, List<Interceptor> interceptors, AtomicBoolean libraryClosed) {
        this(
                workspaceId,
                backend,
                Interceptors.of(interceptors),
                CallOptions.DEFAULT,
                new AtomicBoolean(),
                libraryClosed,
                ConcurrentHashMap.newKeySet());
    }

    private Caller(
            String workspaceId,
            WorkspaceBackend backend,
            Interceptors interceptors,
            CallOptions options,
            AtomicBoolean closed,
            AtomicBoolean libraryClosed,
            Set<Subscription> subscriptions) {
        this.workspaceId = workspaceId;
        this.backend = backend;
        this.interceptors = interceptors;
        this.options = options;
        this.closed = closed;
        this.libraryClosed = libraryClosed;
        this.subscriptions = subscriptions;
    }

    Caller with(CallOptions newOptions) {
        return new Caller(workspaceId, backend, interceptors, newOptions, closed, libraryClosed, subscriptions);
    }

    String workspaceId() {
        return workspaceId;
    }

    Capabilities capabilities() {
        return backend.capabilities();
    }

    Deadline deadlineFor(Operation<?> operation) {
        return Deadline.after(options.timeout().orElseGet(operation::defaultTimeout));
    }

    <R> R call(Operation<R> operation) {
        if (libraryClosed.get()) {
            throw new ShadowException(ErrorCode.CLOSED, "Shadow was closed; open it again with Shadow.open");
        }
        if (closed.get()) {
            throw new ShadowException(
                    ErrorCode.CLOSED,
                    "the workspace '" + workspaceId + "' was closed; open it again with workspaces().open");
        }
        CallContext context = CallContexts.create(workspaceId, options, operation.defaultTimeout());
        return Interrupts.asExceptions(() -> interceptors.execute(operation, context, backend));
    }

    /** Ends a subscription with the workspace, when it did not end before. */
    Subscription owned(Subscription subscription) {
        subscriptions.add(subscription);
        Future<?> unused =
                subscription.completion().whenComplete((nothing, failure) -> subscriptions.remove(subscription));
        if (closed.get()) {
            subscription.close();
        }
        return subscription;
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            subscriptions.forEach(Subscription::close);
            backend.close();
        }
    }
}
