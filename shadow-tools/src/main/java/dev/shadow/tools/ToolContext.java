package dev.shadow.tools;

import dev.shadow.ToolExecutor;
import dev.shadow.Workspace;
import dev.shadow.command.OutputChunk;
import java.util.Optional;
import java.util.function.Consumer;

/** What a tool works with. */
record ToolContext(Workspace workspace, ToolLimits limits, Optional<Consumer<OutputChunk>> output) {
    ToolExecutor tools() {
        return workspace.tools();
    }
}
