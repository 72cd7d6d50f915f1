package dev.shadow.sidecar;

import dev.shadow.protocol.Routes;
import dev.shadow.protocol.SidecarInfo;
import dev.shadow.protocol.WireOperation;
import dev.shadow.protocol.WireOperations;
import dev.shadow.spi.Backend;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** Which endpoint answers which route. Thread-safe. */
final class Api {
    private final Backend backend;
    private final Handles handles;
    private final Calls calls;
    private final CallCredentials credentials;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final SidecarInfo info;
    private final StartedCommands started;

    Api(
            Backend backend,
            Handles handles,
            Calls calls,
            CallCredentials credentials,
            Executor executor,
            ScheduledExecutorService timer,
            SidecarInfo info,
            StartedCommands started) {
        this.started = started;
        this.backend = backend;
        this.handles = handles;
        this.calls = calls;
        this.credentials = credentials;
        this.executor = executor;
        this.timer = timer;
        this.info = info;
    }

    void register(Router router) {
        router.on("GET", Routes.LIVE, Endpoint.simple(exchange -> Reply.text(200, "live\n")))
                .on("GET", Routes.READY, Endpoint.simple(new Watchman(backend, System::nanoTime)::ready))
                .on("GET", Routes.INFO, Endpoint.simple(exchange -> Reply.json(info)));
        registerWorkspaces(router);
        registerFiles(router);
        registerStreams(router);
        for (WireOperation operation : WireOperations.all()) {
            if (operation.form() == WireOperation.Form.JSON) {
                router.onHandle(
                        "POST", Routes.operation(operation.name()), new OperationEndpoint(operation, calls, started));
            }
        }
    }

    private void registerWorkspaces(Router router) {
        WorkspaceEndpoints workspaces = new WorkspaceEndpoints(backend, handles, calls, credentials, executor, timer);
        ForkEndpoints forks = new ForkEndpoints(backend, handles, calls);
        router.on("GET", Routes.BACKEND_HEALTH, Endpoint.simple(workspaces::health))
                .on("GET", Routes.WORKSPACES, Endpoint.simple(workspaces::list))
                .on("POST", Routes.PREPARE, workspaces::prepare)
                .on("POST", Routes.OPEN, Endpoint.simple(workspaces::open))
                .on("POST", Routes.DESTROY, Endpoint.simple(workspaces::destroy))
                .on("POST", Routes.FORK, Endpoint.simple(forks::fork))
                .on("POST", Routes.COMPARE, Endpoint.simple(forks::compare))
                .on("POST", Routes.ADOPT, Endpoint.simple(forks::adopt))
                .on("DELETE", Routes.CALLS, Endpoint.simple(exchange -> {
                    String key = exchange.path().substring(Routes.CALLS.length() + 1);
                    calls.cancel(key);
                    workspaces.cancel(key);
                    return Reply.nothing();
                }))
                .onHandle("GET", "", HandleEndpoint.simple((exchange, handle) -> Reply.json(handle.info())))
                .onHandle("DELETE", "", HandleEndpoint.simple((exchange, handle) -> {
                    handles.close(handle.info().handle());
                    return Reply.nothing();
                }));
    }

    private void registerFiles(Router router) {
        ContentEndpoints content = new ContentEndpoints(calls);
        UploadEndpoints uploads = new UploadEndpoints(calls, executor);
        router.onHandle("GET", Routes.CONTENT, HandleEndpoint.simple(content::read))
                .onHandle("PUT", Routes.CONTENT, HandleEndpoint.simple(content::write))
                .onHandle("GET", Routes.DOWNLOAD, new DownloadEndpoint(calls))
                .onHandle("POST", Routes.UPLOADS, HandleEndpoint.simple(uploads::begin))
                .onHandle("GET", Routes.UPLOADS, HandleEndpoint.simple(uploads::state))
                .onHandle("PATCH", Routes.UPLOADS, HandleEndpoint.simple(uploads::append))
                .onHandle("PUT", Routes.UPLOADS, HandleEndpoint.simple(uploads::finish))
                .onHandle("DELETE", Routes.UPLOADS, HandleEndpoint.simple(uploads::giveUp));
    }

    private void registerStreams(Router router) {
        CommandEndpoints commands = new CommandEndpoints(calls, timer, started);
        EventEndpoints events = new EventEndpoints(timer);
        router.onHandle("POST", Routes.BATCH, new BatchEndpoint(calls));
        router.onHandle("GET", Routes.OUTPUT, commands::output)
                .onHandle("GET", Routes.RESULT, commands::result)
                .onHandle("POST", Routes.STDIN, HandleEndpoint.simple(commands::stdin))
                .onHandle("GET", Routes.TERMINAL_EVENTS, events::terminal)
                .onHandle("GET", Routes.WATCH_EVENTS, events::watch);
    }
}
