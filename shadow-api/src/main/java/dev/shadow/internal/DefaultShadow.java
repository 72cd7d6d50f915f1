package dev.shadow.internal;

import dev.shadow.Settings;
import dev.shadow.Shadow;
import dev.shadow.WorkspaceManager;
import dev.shadow.spi.Backend;
import dev.shadow.spi.Interceptor;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** An open backend. Thread-safe. */
final class DefaultShadow implements Shadow {
    private final String mode;
    private final Settings settings;
    private final Backend backend;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final WorkspaceManager workspaces;

    DefaultShadow(String mode, Settings settings, Backend backend, List<Interceptor> interceptors) {
        this.mode = mode;
        this.settings = settings;
        this.backend = backend;
        this.workspaces = new DefaultWorkspaceManager(backend, interceptors, closed);
    }

    @Override
    public WorkspaceManager workspaces() {
        return workspaces;
    }

    @Override
    public String mode() {
        return mode;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            backend.close();
        }
    }
}
