package dev.shadow.internal;

import dev.shadow.Bytes;
import dev.shadow.CommandHandle;
import dev.shadow.Subscription;
import dev.shadow.command.Channel;
import dev.shadow.command.CommandInfo;
import dev.shadow.command.CommandOperation;
import dev.shadow.command.CommandResult;
import dev.shadow.command.OutputChunk;
import dev.shadow.command.PtySize;
import dev.shadow.command.Signal;
import dev.shadow.spi.Check;
import dev.shadow.spi.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Each method as its operation. Thread-safe. */
final class DefaultCommandHandle implements CommandHandle {
    private static final int MOST_READ_BYTES = 16 << 20;

    private final Caller caller;
    private final String id;

    DefaultCommandHandle(Caller caller, String id) {
        this.caller = caller;
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public CommandInfo info() {
        return caller.call(new CommandOperation.Describe(id));
    }

    @Override
    public OutputChunk read(Channel channel, long offset, int maxBytes) {
        Check.range("offset", offset, 0, Long.MAX_VALUE);
        Check.range("maxBytes", maxBytes, 1, MOST_READ_BYTES);
        return caller.call(new CommandOperation.ReadOutput(id, channel, offset, maxBytes));
    }

    @Override
    public Flow.Publisher<OutputChunk> output(Channel channel, long offset) {
        Check.range("offset", offset, 0, Long.MAX_VALUE);
        return caller.call(new CommandOperation.FollowOutput(id, channel, offset));
    }

    @Override
    public Subscription output(Channel channel, long offset, Consumer<OutputChunk> consumer) {
        return Delivery.start(output(channel, offset), consumer);
    }

    @Override
    public void write(Bytes content) {
        caller.call(new CommandOperation.WriteStdin(id, content));
    }

    @Override
    public void closeStdin() {
        caller.call(new CommandOperation.CloseStdin(id));
    }

    @Override
    public void signal(Signal signal) {
        caller.call(new CommandOperation.SendSignal(id, signal));
    }

    @Override
    public void resize(PtySize size) {
        caller.call(new CommandOperation.Resize(id, size));
    }

    @Override
    public Optional<CommandResult> await(Duration atMost) {
        Check.positive("atMost", atMost);
        CompletableFuture<CommandResult> exit = onExit();
        return Interrupts.asExceptions(() -> Futures.awaitAtMost(exit, Deadline.after(atMost)));
    }

    @Override
    public CompletableFuture<CommandResult> onExit() {
        return caller.call(new CommandOperation.OnExit(id)).copy();
    }

    @Override
    public void kill() {
        caller.call(new CommandOperation.Kill(id));
    }
}
