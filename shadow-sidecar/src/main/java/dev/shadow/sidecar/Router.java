package dev.shadow.sidecar;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.protocol.Headers;
import dev.shadow.protocol.Routes;
import dev.shadow.protocol.WireErrors;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Finds the endpoint of a request. Thread-safe once it is filled. */
final class Router extends Handler.Abstract {
    private final String boot;
    private final TokenCheck tokens;
    private final Handles handles;
    private final Metrics metrics;
    private final Map<String, Endpoint> endpoints = new HashMap<>();
    private final Map<String, HandleEndpoint> beneathHandles = new HashMap<>();

    Router(String boot, TokenCheck tokens, Handles handles, Metrics metrics) {
        this.metrics = metrics;
        this.boot = boot;
        this.tokens = tokens;
        this.handles = handles;
    }

    Router on(String method, String path, Endpoint endpoint) {
        endpoints.put(method + " " + path, endpoint);
        return this;
    }

    Router onHandle(String method, String route, HandleEndpoint endpoint) {
        beneathHandles.put(method + " " + route, endpoint);
        return this;
    }

    /** Every method and path that is answered, as {@code GET /v1/info}. */
    Set<String> routes() {
        Set<String> all = new TreeSet<>();
        endpoints.keySet().forEach(route -> all.add(route.endsWith(Routes.CALLS) ? route + "/{key}" : route));
        beneathHandles.keySet().forEach(route -> {
            int space = route.indexOf(' ');
            all.add(route.substring(0, space + 1) + Routes.under("{handle}", route.substring(space + 1)));
        });
        return all;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Exchange exchange = new Exchange(request, response, callback, metrics);
        response.getHeaders().put(Headers.BOOT, boot);
        CurrentCall.begin(exchange);
        try {
            route(exchange);
        } catch (ShadowException e) {
            exchange.fail(e);
        } catch (InterruptedException e) {
            exchange.fail(new ShadowException(ErrorCode.INTERRUPTED, "the caller did not want this call any more"));
        } catch (IOException e) {
            exchange.fail(new ShadowException(
                    ErrorCode.INVALID_ARGUMENT, "the request could not be read: " + e.getMessage()));
        } catch (HttpException.RuntimeException e) {
            exchange.fail(refused(e));
        } catch (RuntimeException | Error e) {
            exchange.fail(Failure.defect(e));
        } finally {
            CurrentCall.end();
        }
        return true;
    }

    /** What Jetty finds wrong while a body is read: it is longer than it may be, or no body. */
    private static ShadowException refused(HttpException.RuntimeException failure) {
        return failure.getCode() == HttpStatus.PAYLOAD_TOO_LARGE_413
                ? new ShadowException(ErrorCode.TOO_LARGE, "the body is larger than the sidecar takes; see /v1/info")
                : Exchange.invalid("the request could not be read: " + failure.getMessage());
    }

    private void route(Exchange exchange) throws IOException, InterruptedException {
        String path = exchange.path();
        if (!path.equals(Routes.LIVE) && !path.equals(Routes.READY)) {
            tokens.check(exchange);
        }
        if (path.startsWith(Routes.HANDLES + "/")) {
            routeHandle(exchange, path.substring(Routes.HANDLES.length() + 1));
        } else if (path.startsWith(Routes.CALLS + "/")) {
            Endpoint endpoint = find(exchange, endpoints, Routes.CALLS);
            exchange.route(Routes.CALLS + "/{key}");
            endpoint.handle(exchange);
        } else {
            Endpoint endpoint = find(exchange, endpoints, path);
            exchange.route(path);
            endpoint.handle(exchange);
        }
    }

    private void routeHandle(Exchange exchange, String rest) throws IOException, InterruptedException {
        int slash = rest.indexOf('/');
        String name = slash < 0 ? rest : rest.substring(0, slash);
        HandleEndpoint endpoint = find(exchange, beneathHandles, slash < 0 ? "" : rest.substring(slash));
        exchange.route(Routes.under("{handle}", slash < 0 ? "" : rest.substring(slash)));
        OpenHandle handle = handles.find(name);
        handle.begin();
        try {
            endpoint.handle(exchange, handle);
        } finally {
            handle.end();
        }
    }

    private static <E> E find(Exchange exchange, Map<String, E> routes, String path) {
        E endpoint = routes.get(exchange.method() + " " + path);
        if (endpoint != null) {
            return endpoint;
        }
        Set<String> methods = new TreeSet<>();
        routes.keySet().stream()
                .filter(route -> route.endsWith(" " + path))
                .forEach(route -> methods.add(route.substring(0, route.indexOf(' '))));
        if (methods.isEmpty()) {
            throw new ShadowException(WireErrors.ROUTE_NOT_FOUND, "there is no such path here; openapi.yaml lists all");
        }
        exchange.response().getHeaders().put("Allow", String.join(", ", methods));
        throw new ShadowException(WireErrors.METHOD_NOT_ALLOWED, "this path takes " + String.join(", ", methods));
    }
}
