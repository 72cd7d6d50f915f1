package dev.shadow.sidecar;

import dev.shadow.ForkSpec;
import dev.shadow.protocol.HandleInfo;
import dev.shadow.protocol.WireJson;
import dev.shadow.protocol.WorkspaceRequests;
import dev.shadow.spi.Backend;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.WorkspaceBackend;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Forks of workspaces. Thread-safe. */
final class ForkEndpoints {
    private static final Duration MAKING = Duration.ofMinutes(30);
    private static final Duration LOOKING = Duration.ofMinutes(10);

    private final Backend backend;
    private final Handles handles;
    private final Calls calls;

    ForkEndpoints(Backend backend, Handles handles, Calls calls) {
        this.backend = backend;
        this.handles = handles;
        this.calls = calls;
    }

    Reply fork(Exchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.wholeBody().toByteArray();
        ForkSpec spec = WireJson.read(body, ForkSpec.class);
        CallContext call = exchange.context(spec.origin(), MAKING);
        return calls.change(exchange, body, call.deadline(), () -> Reply.json(handles(spec, call)));
    }

    private List<HandleInfo> handles(ForkSpec spec, CallContext call) throws InterruptedException {
        List<WorkspaceBackend> forks = backend.fork(spec, call);
        List<HandleInfo> infos = new ArrayList<>();
        try {
            for (int i = 0; i < forks.size(); i++) {
                String id = spec.ids().get(i);
                infos.add(handles.add(id, backend.status(id, call).created(), forks.get(i)));
            }
            return infos;
        } catch (RuntimeException | InterruptedException e) {
            infos.forEach(info -> handles.close(info.handle()));
            forks.subList(infos.size(), forks.size()).forEach(WorkspaceBackend::close);
            throw e;
        }
    }

    Reply compare(Exchange exchange) throws IOException, InterruptedException {
        WorkspaceRequests.Compare compare =
                WireJson.read(exchange.wholeBody().toByteArray(), WorkspaceRequests.Compare.class);
        CallContext call = exchange.context(compare.from(), LOOKING);
        return calls.read(() -> Reply.json(backend.compare(compare.from(), compare.to(), compare.maxBytes(), call)));
    }

    Reply adopt(Exchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.wholeBody().toByteArray();
        WorkspaceRequests.Adopt adopt = WireJson.read(body, WorkspaceRequests.Adopt.class);
        CallContext call = exchange.context(adopt.fork(), LOOKING);
        return calls.change(exchange, body, call.deadline(), () -> Reply.json(backend.adopt(adopt.fork(), call)));
    }
}
