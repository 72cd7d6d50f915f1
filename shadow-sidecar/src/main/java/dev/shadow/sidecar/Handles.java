package dev.shadow.sidecar;

import dev.shadow.ShadowException;
import dev.shadow.protocol.HandleInfo;
import dev.shadow.protocol.WireErrors;
import dev.shadow.spi.Interceptors;
import dev.shadow.spi.WorkspaceBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The openings of workspaces. One that nobody used for the time of a lease is closed. Thread-safe. */
final class Handles {
    private final Map<String, OpenHandle> open = new ConcurrentHashMap<>();
    private final Interceptors interceptors;
    private final Duration lease;
    private final LongSupplier nanoClock;

    Handles(Interceptors interceptors, Duration lease, LongSupplier nanoClock) {
        this.interceptors = interceptors;
        this.lease = lease;
        this.nanoClock = nanoClock;
    }

    HandleInfo add(String workspaceId, Instant created, WorkspaceBackend backend) {
        String name = UUID.randomUUID().toString();
        HandleInfo info = new HandleInfo(
                name, workspaceId, created, backend.capabilities().asSet());
        open.put(name, new OpenHandle(info, backend, interceptors, nanoClock));
        return info;
    }

    OpenHandle find(String name) {
        OpenHandle handle = open.get(name);
        if (handle == null) {
            throw new ShadowException(
                    WireErrors.HANDLE_NOT_FOUND,
                    "there is no such handle: it was closed, or nobody used it for " + lease
                            + ", or the sidecar was started anew; open the workspace again");
        }
        return handle;
    }

    /** Does nothing the second time. */
    void close(String name) {
        OpenHandle handle = open.remove(name);
        if (handle != null) {
            handle.close();
        }
    }

    void closeUnused() {
        List.copyOf(open.values()).stream()
                .filter(handle -> handle.isUnusedFor(lease.toNanos()))
                .forEach(handle -> close(handle.info().handle()));
    }

    void closeAll() {
        List.copyOf(open.keySet()).forEach(this::close);
    }

    /** A handle of each workspace that has any. */
    Collection<OpenHandle> oneOfEachWorkspace() {
        Map<String, OpenHandle> byWorkspace = new TreeMap<>();
        open.values().forEach(handle -> byWorkspace.put(handle.info().workspace(), handle));
        return byWorkspace.values();
    }

    boolean isOpen(String workspaceId) {
        return open.values().stream()
                .anyMatch(handle -> handle.info().workspace().equals(workspaceId));
    }

    int size() {
        return open.size();
    }
}
