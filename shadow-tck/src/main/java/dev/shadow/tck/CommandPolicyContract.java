package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.CallOptions;
import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.Shadow;
import dev.shadow.ShadowException;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.command.Command;
import dev.shadow.command.CommandInfo;
import dev.shadow.policy.CommandPolicy;
import dev.shadow.policy.CommandRequest;
import dev.shadow.policy.Decision;
import dev.shadow.policy.WordPolicy;
import dev.shadow.shell.ShellResult;
import dev.shadow.shell.ShellSession;
import dev.shadow.spi.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a {@link CommandPolicy} does to the commands of any backend. */
public interface CommandPolicyContract extends CommandFixture {
    /** Refuses {@code doom}, and wants to be asked about {@code maybe}. */
    CommandPolicy POLICY = WordPolicy.builder()
            .deny("doom is near", "doom")
            .ask("may it be?", "maybe")
            .build();

    /**
     * Runs a test in a workspace of its own, with an interceptor before it.
     *
     * @param interceptor the interceptor
     * @param test the test
     */
    default void intercepted(Interceptor interceptor, Consumer<Workspace> test) {
        try (Shadow shadow = another().intercept(interceptor).open();
                Workspace guarded = shadow.workspaces().prepare(WorkspaceSpec.forTask("guarded"))) {
            test.accept(guarded);
        }
    }

    /**
     * Asserts that a command was let through to the backend, which need not know it.
     *
     * @param guarded the workspace
     * @param command the command
     */
    default void assertPasses(Workspace guarded, Command command) {
        try {
            guarded.tools().run(command);
        } catch (ShadowException e) {
            assertThat(e.code()).isIn(ErrorCode.COMMAND_UNSCRIPTED, ErrorCode.PROGRAM_NOT_FOUND, ErrorCode.UNSUPPORTED);
        }
    }

    @Test
    default void aPolicyRefusesBeforeAnythingStarts() {
        intercepted(POLICY.interceptor(), guarded -> {
            for (String line : List.of("doom", "true; sudo doom", "echo $(doom)")) {
                ShadowException run =
                        failure(ErrorCode.DENIED, () -> guarded.tools().run(Command.shell(line)));
                assertThat(run.message()).contains("doom is near");
                assertThat(run.retryable()).isFalse();
                failure(ErrorCode.DENIED, () -> guarded.tools().start(Command.shell(line)));
                failure(ErrorCode.DENIED, () -> guarded.tools().run(Command.shell(line), chunk -> {}));
            }
            failure(ErrorCode.DENIED, () -> guarded.tools().run(Command.of("maybe")));
            assertPasses(guarded, Command.of("echo", "doom"));
            if (guarded.capabilities().has(Capability.COMMANDS)) {
                assertThat(guarded.tools().commands())
                        .extracting(CommandInfo::commandLine)
                        .doesNotContain("doom");
            }
        });
    }

    @Test
    default void aPolicyAsksTheHost() {
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        Interceptor interceptor = POLICY.interceptor(
                (request, question) -> {
                    asked.add(request.workspaceId() + ": " + question + " " + request.display());
                    return request.display().endsWith("yes");
                },
                LONG);
        intercepted(interceptor, guarded -> {
            assertPasses(guarded, Command.shell("maybe yes"));
            ShadowException no = failure(ErrorCode.DENIED, () -> guarded.tools().run(Command.shell("maybe no")));
            assertThat(no.message()).contains("said no", "may it be?");
            assertThat(asked).containsExactly("guarded: may it be? maybe yes", "guarded: may it be? maybe no");
        });
    }

    @Test
    default void anAnswerThatDoesNotComeIsARefusal() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(2);
        Interceptor interceptor = POLICY.interceptor(
                (request, question) -> {
                    try {
                        return new CountDownLatch(1).await(LONG.toSeconds(), TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                },
                Duration.ofMillis(100));
        intercepted(interceptor, guarded -> {
            ShadowException late =
                    failure(ErrorCode.DENIED, () -> guarded.tools().run(Command.of("maybe")));
            assertThat(late.message()).contains("did not answer");
            Workspace hasty = guarded.with(CallOptions.DEFAULT.timeout(Duration.ofMillis(20)));
            failure(ErrorCode.DENIED, () -> hasty.tools().run(Command.of("maybe")));
        });
        assertThat(interrupted.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    default void aFailureToAskIsARefusal() {
        Interceptor broken = POLICY.interceptor(
                (request, question) -> {
                    throw new IllegalStateException("no console");
                },
                LONG);
        intercepted(
                broken,
                guarded -> assertThat(
                                failure(ErrorCode.DENIED, () -> guarded.tools().run(Command.of("maybe")))
                                        .message())
                        .contains("no console"));
    }

    @Test
    default void aPolicySeesTheInputOfCommandsAndTheLinesOfSessions() {
        Queue<CommandRequest> seen = new ConcurrentLinkedQueue<>();
        CommandPolicy noting = request -> {
            seen.add(request);
            return request instanceof CommandRequest.Input ? POLICY.decide(request) : Decision.allow();
        };
        intercepted(
                noting.interceptor(),
                guarded -> withPrograms(() -> supportedOrRefused(
                        Capability.STDIN_OPEN,
                        () -> {
                            try (ShellSession session = ShellSession.open(guarded.tools())) {
                                ShellResult echo = session.run("echo doom");
                                assertThat(echo.stdout().text()).isEqualTo("doom\n");
                                failure(ErrorCode.DENIED, () -> session.run("true && doom"));
                                assertThat(session.run("echo again").stdout().text())
                                        .isEqualTo("again\n");
                            }
                            assertThat(seen.stream().filter(CommandRequest.Input.class::isInstance))
                                    .extracting(CommandRequest::display)
                                    .anySatisfy(text -> assertThat(text).contains("\necho doom\n"));
                        },
                        () -> ShellSession.open(guarded.tools()))));
    }
}
