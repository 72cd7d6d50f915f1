package dev.shadow.local;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.terminal.TerminalBudget;
import dev.shadow.core.terminal.TerminalEngine;
import dev.shadow.core.terminal.TerminalEngine.Keeping;
import dev.shadow.core.terminal.TerminalLimits;
import java.nio.file.Path;

/** The terminals of all workspaces, which share a part of the heap. Thread-safe. */
final class LocalTerminals {
    private final TerminalBudget budget = TerminalBudget.ofHeap();
    private final Keeping keeping;

    private LocalTerminals(Keeping keeping) {
        this.keeping = keeping;
    }

    /** As the value of {@link LocalBackendProvider#TERMINAL_LOG} says. */
    static LocalTerminals kept(String value) {
        return new LocalTerminals(
                switch (value) {
                    case "on-demand" -> Keeping.ON_DEMAND;
                    case "always" -> Keeping.ALWAYS;
                    default ->
                        throw new ShadowException(
                                ErrorCode.INVALID_ARGUMENT,
                                "set " + LocalBackendProvider.TERMINAL_LOG.name() + " to on-demand or always; it was "
                                        + value);
                });
    }

    /** The terminal of one workspace. */
    TerminalEngine open(Path state) {
        return new TerminalEngine(TerminalLimits.DEFAULT, budget, state.resolve("terminal"), keeping);
    }
}
