package dev.shadow.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.CallOptions;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.Workspace;
import dev.shadow.command.Command;
import dev.shadow.command.CommandOperation;
import dev.shadow.file.FileOperation;
import dev.shadow.git.GitOperation;
import dev.shadow.spi.Done;
import dev.shadow.spi.Interceptor;
import dev.shadow.spi.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CallerTest {
    private final FakeWorkspace fake = new FakeWorkspace()
            .on(FileOperation.MakeDirectory.class, (operation, call) -> Done.DONE)
            .on(GitOperation.Head.class, (operation, call) -> Optional.of("abc"));

    private static ShadowException failure(ErrorCode code, ThrowingCallable call) {
        ShadowException failure = catchThrowableOfType(ShadowException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.code()).isEqualTo(code);
        return failure;
    }

    @Test
    void everyCallHasADeadlineAndAnIdOfItsOwn() {
        Workspace workspace = fake.open();
        workspace.tools().mkdir("a");
        assertThat(workspace.git().head()).contains("abc");
        assertThat(fake.contexts).allSatisfy(context -> {
            assertThat(context.workspaceId()).isEqualTo("w");
            assertThat(context.traceParent()).isEmpty();
        });
        assertThat(fake.contexts.get(0).requestId())
                .isNotEmpty()
                .isNotEqualTo(fake.contexts.get(1).requestId());
        assertThat(fake.contexts.get(0).deadline().remaining())
                .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        assertThat(fake.contexts.get(1).deadline().remaining())
                .isBetween(Duration.ofSeconds(110), Duration.ofSeconds(120));
    }

    @Test
    void aViewCarriesDeadlineRequestIdAndTraceParent() {
        CallOptions options = CallOptions.DEFAULT
                .timeout(Duration.ofHours(3))
                .requestId("req-1")
                .traceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        Workspace plain = fake.open();
        Workspace view = plain.with(options);
        view.tools().mkdir("a");
        view.git().head();
        plain.tools().mkdir("b");
        assertThat(fake.contexts.subList(0, 2)).allSatisfy(context -> {
            assertThat(context.requestId()).isEqualTo("req-1");
            assertThat(context.traceParent()).isEqualTo(options.traceParent());
            assertThat(context.deadline().remaining()).isBetween(Duration.ofHours(2), Duration.ofHours(3));
        });
        assertThat(fake.contexts.get(2).requestId()).isNotEqualTo("req-1");
    }

    @Test
    void aRunHasTimeLeftToReturnWhatTheCommandWrote() {
        Duration least = Duration.ofMinutes(10).plusSeconds(20);
        assertThat(new CommandOperation.Run(Command.of("true")).defaultTimeout())
                .isGreaterThan(least);
        assertThat(new CommandOperation.Run(Command.of("true").timeout(Duration.ofSeconds(5))).defaultTimeout())
                .isEqualTo(Duration.ofSeconds(35));
        assertThat(new CommandOperation.Run(Command.of("true").timeout(Duration.ofSeconds(Long.MAX_VALUE)))
                        .defaultTimeout())
                .isPositive();
    }

    @Test
    void theFirstInterceptorIsTheOutermost() {
        List<String> order = new ArrayList<>();
        fake.intercept(noting("first", order)).intercept(noting("second", order));
        fake.open().tools().mkdir("a");
        assertThat(order).containsExactly("first before", "second before", "second after", "first after");
        assertThat(fake.operations).containsExactly(new FileOperation.MakeDirectory("a"));
    }

    private static Interceptor noting(String name, List<String> order) {
        return new Interceptor() {
            @Override
            public <R> R intercept(Operation<R> operation, Chain next) throws InterruptedException {
                order.add(name + " before");
                assertThat(next.context().workspaceId()).isEqualTo("w");
                try {
                    return next.proceed(operation);
                } finally {
                    order.add(name + " after");
                }
            }
        };
    }

    @Test
    void anInterceptorMayRefuse() {
        fake.intercept(new Interceptor() {
            @Override
            public <R> R intercept(Operation<R> operation, Chain next) {
                throw new ShadowException(ErrorCode.DENIED, "not " + operation.type());
            }
        });
        assertThat(failure(ErrorCode.DENIED, () -> fake.open().tools().mkdir("a"))
                        .message())
                .isEqualTo("not file.mkdir");
        assertThat(fake.operations).isEmpty();
    }

    @Test
    void anInterceptorMayTryAgain() {
        fake.intercept(new Interceptor() {
            @Override
            public <R> R intercept(Operation<R> operation, Chain next) throws InterruptedException {
                next.proceed(operation);
                return next.proceed(operation);
            }
        });
        fake.open().tools().mkdir("a");
        assertThat(fake.operations).hasSize(2);
        assertThat(fake.contexts.get(0)).isEqualTo(fake.contexts.get(1));
    }

    @Test
    void aClosedWorkspaceAndItsViewsRefuseCalls() {
        Workspace workspace = fake.open();
        Workspace view = workspace.with(CallOptions.DEFAULT.requestId("r"));
        view.close();
        workspace.close();
        assertThat(fake.closes).hasValue(1);
        assertThat(failure(ErrorCode.CLOSED, () -> workspace.tools().mkdir("a")).message())
                .contains("'w'", "workspaces().open");
        failure(ErrorCode.CLOSED, () -> view.git().head());
        failure(ErrorCode.CLOSED, () -> workspace.tools().start(Command.of("true")));
        failure(ErrorCode.CLOSED, () -> workspace.tools().run(Command.of("true"), chunk -> {}));
        assertThat(fake.operations).isEmpty();
    }

    @Test
    void aWorkspaceOfAClosedLibraryRefusesCalls() {
        Workspace workspace = fake.open();
        fake.libraryClosed.set(true);
        assertThat(failure(ErrorCode.CLOSED, () -> workspace.tools().mkdir("a")).message())
                .contains("Shadow.open");
        assertThat(fake.operations).isEmpty();
    }

    @Test
    void anInterruptEndsTheCallAndSetsTheFlagAgain() {
        fake.on(FileOperation.Delete.class, (operation, call) -> {
            throw new InterruptedException();
        });
        failure(ErrorCode.INTERRUPTED, () -> fake.open().tools().delete("a"));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void numbersAreCheckedBeforeTheBackendIsAsked() {
        Workspace workspace = fake.open();
        assertThat(failure(ErrorCode.INVALID_ARGUMENT, () -> workspace.git().log(0))
                        .message())
                .isEqualTo("limit must be from 1 to 10000, and is 0");
        assertThat(failure(ErrorCode.INVALID_ARGUMENT, () -> workspace.tools().download("a", -1))
                        .message())
                .contains("-1");
        failure(ErrorCode.INVALID_ARGUMENT, () -> workspace.git().createShadowBranch(""));
        failure(ErrorCode.INVALID_ARGUMENT, () -> workspace.terminal().snapshot(0, 0));
        failure(ErrorCode.INVALID_ARGUMENT, () -> workspace.terminal().subscribe(-1, event -> {}));
        assertThat(fake.operations).isEmpty();
    }

    @Test
    void whatTheBackendLacksIsRefusedByName() {
        assertThat(failure(
                                ErrorCode.UNSUPPORTED,
                                () -> fake.open().tools().grep(dev.shadow.search.GrepRequest.literal("a")))
                        .details())
                .containsEntry("capability", "SEARCH");
        assertThatThrownBy(() -> fake.open().git().checkpoints()).hasMessageContaining("CHECKPOINTS");
    }
}
