package dev.shadow.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.Bytes;
import dev.shadow.CallOptions;
import dev.shadow.CommandTools;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Channel;
import dev.shadow.command.Command;
import dev.shadow.command.CommandInfo;
import dev.shadow.command.CommandOperation;
import dev.shadow.command.CommandResult;
import dev.shadow.command.Exit;
import dev.shadow.command.Output;
import dev.shadow.command.OutputChunk;
import dev.shadow.spi.Done;
import dev.shadow.spi.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A run whose output is shown as it comes, over a backend that a test plays by hand. */
class RunWithOutputTest {
    private static final Command COMMAND = Command.of("make");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SubmissionPublisher<OutputChunk> output = new SubmissionPublisher<>(threads, 16);
    private final CompletableFuture<CommandResult> exit = new CompletableFuture<>();
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final FakeWorkspace fake = new FakeWorkspace()
            .on(
                    CommandOperation.Start.class,
                    (operation, call) ->
                            new CommandInfo("c1", "make", Instant.EPOCH, OptionalLong.empty(), Optional.empty()))
            .on(CommandOperation.FollowOutput.class, (operation, call) -> output)
            .on(CommandOperation.OnExit.class, (operation, call) -> {
                waiting.countDown();
                return exit;
            })
            .on(CommandOperation.Kill.class, (operation, call) -> Done.DONE);

    @AfterEach
    void end() {
        output.close();
        threads.shutdownNow();
    }

    private static OutputChunk chunk(long offset, String text) {
        return new OutputChunk(Channel.MERGED, offset, Bytes.utf8(text), 0, false);
    }

    private void exitWith(Exit how) {
        exit.complete(new CommandResult("c1", how, Output.EMPTY, Output.EMPTY, Output.EMPTY, Duration.ZERO, List.of()));
    }

    private long count(Class<? extends Operation<?>> kind) {
        return fake.operations.stream().filter(kind::isInstance).count();
    }

    @Test
    void returnsAfterAllOutputWasDelivered() {
        List<String> seen = new CopyOnWriteArrayList<>();
        threads.execute(() -> {
            awaitWaiting();
            exitWith(new Exit.Exited(2));
            output.submit(chunk(0, "a"));
            output.submit(chunk(1, "b"));
            output.close();
        });
        CommandResult result =
                fake.open().tools().run(COMMAND, chunk -> seen.add(chunk.bytes().utf8()));
        assertThat(result.exit()).isEqualTo(new Exit.Exited(2));
        assertThat(seen).containsExactly("a", "b");
        assertThat(count(CommandOperation.Kill.class)).isZero();
        assertThat(fake.operations).contains(new CommandOperation.FollowOutput("c1", Channel.MERGED, 0));
    }

    @Test
    void aCommandWithoutTimeoutGetsTheDefaultOne() {
        exitWith(new Exit.Exited(0));
        output.close();
        fake.open().tools().run(COMMAND, chunk -> {});
        fake.open().tools().run(COMMAND.timeout(Duration.ofHours(2)), chunk -> {});
        assertThat(fake.operations)
                .contains(
                        new CommandOperation.Start(COMMAND.timeout(CommandTools.DEFAULT_TIMEOUT)),
                        new CommandOperation.Start(COMMAND.timeout(Duration.ofHours(2))));
    }

    @Test
    void anInterruptKillsTheCommandAndSetsTheFlagAgain() {
        Thread caller = Thread.currentThread();
        threads.execute(() -> {
            awaitWaiting();
            caller.interrupt();
        });
        ShadowException failure = catchThrowableOfType(
                ShadowException.class, () -> fake.open().tools().run(COMMAND, chunk -> {}));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.code()).isEqualTo(ErrorCode.INTERRUPTED);
        assertThat(failure.getSuppressed()).isEmpty();
        assertThat(fake.operations).contains(new CommandOperation.Kill("c1"));
    }

    private void awaitWaiting() {
        try {
            waiting.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aDeadlineThatPassesKillsTheCommand() {
        CallOptions brief = CallOptions.DEFAULT.timeout(Duration.ofMillis(50));
        ShadowException failure = catchThrowableOfType(
                ShadowException.class, () -> fake.open(brief).tools().run(COMMAND, chunk -> {}));
        assertThat(failure.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
        assertThat(failure.message()).contains("50 ms");
        assertThat(count(CommandOperation.Kill.class)).isEqualTo(1);
    }

    @Test
    void outputThatCannotBeFollowedKillsTheCommand() {
        fake.on(CommandOperation.FollowOutput.class, (operation, call) -> {
            throw new IllegalStateException("a defect");
        });
        assertThat(catchThrowableOfType(
                        IllegalStateException.class, () -> fake.open().tools().run(COMMAND, chunk -> {})))
                .hasMessage("a defect");
        assertThat(count(CommandOperation.Kill.class)).isEqualTo(1);
    }

    @Test
    void aKillThatFailsIsTheSuppressedExceptionOfTheReason() {
        fake.on(CommandOperation.Kill.class, (operation, call) -> {
            throw new ShadowException(ErrorCode.IO_ERROR, "no kill");
        });
        exit.completeExceptionally(new ShadowException(ErrorCode.IO_ERROR, "connection lost"));
        ShadowException failure = catchThrowableOfType(
                ShadowException.class, () -> fake.open().tools().run(COMMAND, chunk -> {}));
        assertThat(failure).hasMessage("connection lost");
        assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(kill -> assertThat(kill).hasMessage("no kill"));
    }

    @Test
    void aConsumerThatThrowsEndsTheDeliveryAndNotTheCommand() {
        CountDownLatch thrown = new CountDownLatch(1);
        threads.execute(() -> {
            awaitWaiting();
            output.submit(chunk(0, "a"));
            try {
                thrown.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exitWith(new Exit.Exited(0));
        });
        CommandResult result = fake.open().tools().run(COMMAND, chunk -> {
            thrown.countDown();
            throw new IllegalStateException("enough");
        });
        assertThat(result.exit().isSuccess()).isTrue();
        assertThat(count(CommandOperation.Kill.class)).isZero();
    }

    @Test
    void awaitIsEmptyWhileTheCommandRuns() {
        var handle = fake.open().tools().start(COMMAND);
        assertThat(handle.await(Duration.ofMillis(1))).isEmpty();
        handle.onExit().cancel(true);
        assertThat(exit).isNotCancelled();
        exitWith(new Exit.Exited(0));
        assertThat(handle.await(Duration.ofSeconds(9))).isPresent();
        assertThat(handle.id()).isEqualTo("c1");
    }
}
