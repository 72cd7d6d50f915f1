package dev.shadow.local;

import dev.shadow.command.Exit;
import dev.shadow.command.LimitReport;
import dev.shadow.command.PtySize;
import dev.shadow.command.Signal;
import dev.shadow.core.store.OutputSink;
import dev.shadow.core.store.ProcessStore.RunningProcess;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A process that was started under limits, and tells what became of them.
 *
 * <p>Thread-safe.
 */
final class LimitedProcess implements RunningProcess {
    private final RunningProcess process;
    private final CompletableFuture<List<LimitReport>> reports;
    private final List<LimitReport> before;

    /**
     * Looks at the limits when the process has ended.
     *
     * @param process the process
     * @param limits what was done about each limit
     */
    LimitedProcess(RunningProcess process, List<LimitedLaunch.Limit> limits) {
        this.process = process;
        this.before = limits.stream().map(LimitedLaunch.Limit::report).toList();
        this.reports = process.exit().handle((exit, error) -> {
            List<LimitReport> seen =
                    limits.stream().map(LimitedLaunch.Limit::now).toList();
            limits.forEach(limit -> limit.group().ifPresent(ControlGroup::remove));
            return seen;
        });
    }

    @Override
    public List<LimitReport> limits() {
        return reports.getNow(before);
    }

    @Override
    public CompletableFuture<Exit> exit() {
        return reports.thenCompose(seen -> process.exit());
    }

    @Override
    public OptionalLong pid() {
        return process.pid();
    }

    @Override
    public OutputStream stdin() {
        return process.stdin();
    }

    @Override
    public CompletableFuture<Void> readOutput(OutputSink sink, Executor threads) {
        return process.readOutput(sink, threads);
    }

    @Override
    public void closeOutput() {
        process.closeOutput();
    }

    @Override
    public void signal(Signal signal) {
        process.signal(signal);
    }

    @Override
    public void resize(PtySize size) {
        process.resize(size);
    }

    @Override
    public void killTree(Duration grace) throws InterruptedException {
        process.killTree(grace);
    }
}
