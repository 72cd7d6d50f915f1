package dev.shadow.sidecar;

import dev.shadow.ShadowException;
import dev.shadow.command.CommandInfo;
import dev.shadow.command.CommandOperation;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.Operation;
import dev.shadow.terminal.TerminalOperation;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What the open workspaces hold, counted when somebody asks. Thread-safe. */
final class Gauges {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Handles handles;

    Gauges(Handles handles) {
        this.handles = handles;
    }

    void register(Metrics metrics, Calls calls) {
        metrics.gauge("shadow_handles_open", "Open workspaces", handles::size);
        metrics.gauge("shadow_calls_under_way", "Calls under way, streams apart", calls::underWay);
        metrics.gauge("shadow_commands_running", "Commands running in open workspaces", this::commands);
        metrics.gauge("shadow_terminal_bytes", "Bytes held by terminals of open workspaces", this::terminals);
    }

    private long commands() {
        return sum(
                new CommandOperation.ListCommands(),
                all -> all.stream().filter(CommandInfo::isRunning).count());
    }

    private long terminals() {
        return sum(new TerminalOperation.Stats(), stats -> stats.bytes());
    }

    /** Past the interceptors: nobody's call. */
    private <R> long sum(Operation<R> operation, ToLongFunction<R> part) {
        Deadline deadline = Deadline.after(LONGEST);
        long sum = 0;
        for (OpenHandle handle : handles.oneOfEachWorkspace()) {
            try {
                String workspace = handle.info().workspace();
                sum += part.applyAsLong(handle.executeUnseen(
                        operation, new CallContext(workspace, deadline, "metrics", Optional.empty())));
            } catch (ShadowException e) {
                // it cannot, or was closed meanwhile
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return sum;
            }
        }
        return sum;
    }
}
