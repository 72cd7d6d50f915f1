package dev.shadow.core.workspace;

import dev.shadow.Capabilities;
import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.OnLastClose;
import dev.shadow.ShadowException;
import dev.shadow.core.file.FileEngine;
import dev.shadow.core.git.GitEngine;
import dev.shadow.core.patch.PatchEngine;
import dev.shadow.core.search.SearchEngine;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationTable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A workspace with its engines running. Any number of handles share it. Thread-safe. */
final class OpenWorkspace {
    private final WorkspaceRecord workspace;
    private final Engines engines;
    private final OperationTable table;
    private final AtomicBoolean ended = new AtomicBoolean();

    OpenWorkspace(WorkspaceRecord workspace, Engines engines) {
        this.workspace = workspace;
        this.engines = engines;
        OperationTable.Builder handlers = OperationTable.builder();
        new FileEngine(engines.files()).register(handlers);
        new PatchEngine(engines.files(), engines.journal()).register(handlers);
        new SearchEngine(engines.files()).register(handlers);
        engines.commands().register(handlers);
        engines.terminal().register(handlers);
        engines.watch().register(handlers);
        engines.git().ifPresent(WorkspaceGit::recover);
        engines.git().ifPresentOrElse(git -> git.register(handlers), () -> GitEngine.registerWithout(handlers));
        handlers.can(Capability.FORKS);
        engines.capabilities().forEach(handlers::can);
        table = handlers.build();
    }

    void keepEndedCommands(Duration retention) {
        engines.commands().keepEnded(retention);
    }

    WorkspaceRecord workspace() {
        return workspace;
    }

    Optional<WorkspaceGit> git() {
        return engines.git();
    }

    Capabilities capabilities() {
        return table.capabilities();
    }

    <R> R execute(Operation<R> operation, CallContext call) throws InterruptedException {
        if (ended.get()) {
            throw new ShadowException(
                    ErrorCode.CLOSED, "the workspace '" + workspace.id() + "' was closed or destroyed; open it again");
        }
        return table.execute(operation, call);
    }

    /** Refuses calls from now on, and ends commands or lets them go on. Does nothing the second time. */
    void end(OnLastClose commands) {
        if (ended.compareAndSet(false, true)) {
            engines.commands().close(commands);
            engines.terminal().close();
            engines.watch().close();
            engines.git().ifPresent(WorkspaceGit::close);
            engines.last().accept(commands);
        }
    }
}
