package dev.shadow.protocol;

import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import dev.shadow.command.LimitReport;
import dev.shadow.command.Output;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@link CommandResult} as JSON. Where only one channel was written to, the merged output is that one and travels once. */
record WireCommandResult(
        String id,
        Exit exit,
        Output stdout,
        Output stderr,
        Optional<Output> merged,
        Duration duration,
        List<LimitReport> limits) {
    static WireCommandResult of(CommandResult result) {
        boolean one = result.stdout().totalBytes() == 0 || result.stderr().totalBytes() == 0;
        return new WireCommandResult(
                result.id(),
                result.exit(),
                result.stdout(),
                result.stderr(),
                one ? Optional.empty() : Optional.of(result.merged()),
                result.duration(),
                result.limits());
    }

    CommandResult result() {
        return new CommandResult(id, exit, stdout, stderr, merged.orElse(written()), duration, limits);
    }

    private Output written() {
        return stderr.totalBytes() == 0 ? stdout : stderr;
    }
}
