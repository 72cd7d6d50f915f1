package dev.shadow.examples.backend;

import dev.shadow.Capabilities;
import dev.shadow.Capability;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Operation;
import dev.shadow.spi.WorkspaceBackend;
import java.util.HashSet;
import java.util.Set;

/** A workspace without its commands. Thread-safe. */
// tag::workspace[]
final class FilesOnlyWorkspace implements WorkspaceBackend {
    private static final Set<Capability> TAKEN_AWAY = Set.of(
            Capability.COMMANDS,
            Capability.REAL_PROGRAMS,
            Capability.STDIN_OPEN,
            Capability.SIGNALS,
            Capability.SIGNAL_EXIT,
            Capability.PTY,
            Capability.RESOURCE_LIMITS,
            Capability.SANDBOX);

    private final WorkspaceBackend base;
    private final Capabilities capabilities;

    FilesOnlyWorkspace(WorkspaceBackend base) {
        Set<Capability> left = new HashSet<>(base.capabilities().asSet());
        left.removeAll(TAKEN_AWAY);
        this.base = base;
        this.capabilities = Capabilities.of(left);
    }

    @Override
    public <R> R execute(Operation<R> operation, CallContext call) throws InterruptedException {
        capabilities.require(operation.type().capability());
        return base.execute(operation, call);
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public void close() {
        base.close();
    }
}
// end::workspace[]
