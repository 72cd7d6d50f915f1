package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shadow.Capability;
import dev.shadow.DestroyMode;
import dev.shadow.DestroyResult;
import dev.shadow.ErrorCode;
import dev.shadow.PrepareEvent;
import dev.shadow.ShadowException;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceManager;
import dev.shadow.WorkspaceSpec;
import dev.shadow.WorkspaceStatus;
import dev.shadow.command.Command;
import dev.shadow.git.PushResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract of {@link WorkspaceManager}, and of {@link Workspace} as a handle. */
public interface LifecycleContract extends ContractFixture {
    private WorkspaceManager manager() {
        return shadow().workspaces();
    }

    private WorkspaceSpec spec(String task) {
        return WorkspaceSpec.forTask(task).repository(origin().url(), "main");
    }

    @Test
    default void preparesAWorkspaceWithTheFilesOfTheBranch() {
        try (Workspace workspace = manager().prepare(spec("first"))) {
            assertThat(workspace.id()).isEqualTo("first");
            assertThat(workspace.tools().readFile("README.md").text()).isEqualTo("# Fixture\n\nteh first line\n");
            assertThat(workspace.tools().stat("run.sh").executable()).isTrue();
            assertThat(workspace.git().currentBranch()).contains("shadow/first");
        }
    }

    @Test
    default void everyStepOfAPreparationBeginsAndEndsOnce() {
        List<PrepareEvent> events = new ArrayList<>();
        manager().prepare(spec("steps"), events::add).close();
        Map<PrepareEvent.Step, Integer> ends = new HashMap<>();
        events.stream()
                .filter(event -> event.state() == PrepareEvent.State.COMPLETED
                        || event.state() == PrepareEvent.State.SKIPPED
                        || event.state() == PrepareEvent.State.FAILED)
                .forEach(event -> ends.merge(event.step(), 1, Integer::sum));
        assertThat(ends.values()).isNotEmpty().allMatch(count -> count == 1);
        assertThat(ends).containsKeys(PrepareEvent.Step.SETUP_GIT, PrepareEvent.Step.INSTALL_DEPENDENCIES);
        assertThat(events)
                .filteredOn(event -> event.step().equals(PrepareEvent.Step.INSTALL_DEPENDENCIES))
                .extracting(PrepareEvent::state)
                .containsExactly(PrepareEvent.State.SKIPPED);
    }

    @Test
    default void preparingTwiceOpensTheSameWorkspace() {
        try (Workspace first = manager().prepare(spec("twice"))) {
            first.tools().writeFile("new.txt", "kept");
            try (Workspace second = manager().prepare(spec("twice"))) {
                assertThat(second.tools().readFile("new.txt").text()).isEqualTo("kept");
            }
            assertThat(first.tools().readFile("new.txt").text()).isEqualTo("kept");
        }
    }

    @Test
    default void aClosedWorkspaceCanBeOpenedAgainWithItsFiles() {
        try (Workspace workspace = manager().prepare(spec("again"))) {
            workspace.tools().writeFile("new.txt", "kept");
        }
        try (Workspace workspace = manager().open("again")) {
            assertThat(workspace.tools().readFile("new.txt").text()).isEqualTo("kept");
        }
    }

    @Test
    default void anIdThatIsTakenByAnotherTaskIsRefused() {
        manager().prepare(spec("taken")).close();
        failure(
                ErrorCode.WORKSPACE_MISMATCH,
                () -> manager()
                        .prepare(WorkspaceSpec.forTask("other").id("taken").repository(origin().url(), "main")));
        manager().open("taken").close();
    }

    @Test
    default void aWorkspaceWithoutRepositoryIsAnEmptyDirectoryThatRefusesGit() {
        try (Workspace workspace = manager().prepare(WorkspaceSpec.forTask("plain"))) {
            assertThat(workspace.tools().list(".").entries()).isEmpty();
            workspace.tools().writeFile("a.txt", "text");
            failure(ErrorCode.NOT_A_REPOSITORY, () -> workspace.git().status());
        }
    }

    @Test
    default void anUnknownWorkspaceIsNamedInTheError() {
        assertThat(failure(ErrorCode.WORKSPACE_NOT_FOUND, () -> manager().open("nobody"))
                        .message())
                .contains("nobody");
        failure(ErrorCode.WORKSPACE_NOT_FOUND, () -> manager().status("nobody"));
        failure(ErrorCode.WORKSPACE_NOT_FOUND, () -> manager().destroy("nobody", DestroyMode.DISCARD));
    }

    @Test
    default void listsWorkspacesInTheOrderOfTheirIds() {
        manager().prepare(spec("b")).close();
        manager().prepare(spec("a")).close();
        assertThat(manager().list()).extracting(WorkspaceStatus::id).containsExactly("a", "b");
        WorkspaceStatus status = manager().status("a");
        assertThat(status.state()).isEqualTo(WorkspaceStatus.State.READY);
        assertThat(status.taskId()).isEqualTo("a");
    }

    @Test
    default void idsOfAnyCharactersAreWorkspacesOfTheirOwn() {
        List<String> ids = List.of("Fix 42", "fix 42", "a/b", "..", "naïve ✓", "x".repeat(200));
        for (String id : ids) {
            try (Workspace workspace = manager().prepare(WorkspaceSpec.forTask(id))) {
                workspace.tools().writeFile("id.txt", id);
            }
        }
        for (String id : ids) {
            try (Workspace workspace = manager().open(id)) {
                assertThat(workspace.tools().readFile("id.txt").text()).isEqualTo(id);
            }
        }
        assertThat(manager().list()).hasSize(ids.size());
    }

    @Test
    default void aMissingRepositoryFailsAndLeavesNothingBehind() {
        failure(
                ErrorCode.REPOSITORY_NOT_FOUND,
                () -> manager()
                        .prepare(WorkspaceSpec.forTask("x")
                                .repository("file://" + scratch().resolve("no.git"), "main")));
        assertThat(manager().list()).isEmpty();
    }

    @Test
    default void aMissingBranchFailsWithTheBranchesThatThereAre() {
        List<PrepareEvent.State> states = new ArrayList<>();
        ShadowException failure = failure(
                ErrorCode.BRANCH_NOT_FOUND,
                () -> manager()
                        .prepare(
                                WorkspaceSpec.forTask("x").repository(origin().url(), "nope"),
                                event -> states.add(event.state())));
        assertThat(failure.message()).contains("nope").contains("main");
        assertThat(states).contains(PrepareEvent.State.FAILED, PrepareEvent.State.ROLLED_BACK);
        assertThat(manager().list()).isEmpty();
    }

    @Test
    default void aRepositoryWithoutCommitsFailsAndLeavesNothingBehind() {
        OriginRepository.run(scratch(), "git", "init", "-q", "--bare", "empty.git");
        failure(
                ErrorCode.REPOSITORY_EMPTY,
                () -> manager()
                        .prepare(WorkspaceSpec.forTask("x")
                                .repository("file://" + scratch().resolve("empty.git"))));
        assertThat(manager().list()).isEmpty();
    }

    @Test
    default void aProgressListenerThatThrowsEndsThePreparation() {
        assertThatThrownBy(() -> manager().prepare(spec("x"), event -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        assertThat(manager().list()).isEmpty();
    }

    @Test
    default void anInterruptEndsThePreparationAndLeavesNothingBehind() {
        WorkspaceSpec spec = spec("x");
        WorkspaceManager manager = manager();
        Thread.currentThread().interrupt();
        try {
            failure(ErrorCode.INTERRUPTED, () -> manager.prepare(spec));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(manager().list()).isEmpty();
    }

    @Test
    default void callsOnAClosedHandleAreRefused() {
        Workspace workspace = manager().prepare(spec("closed"));
        workspace.close();
        workspace.close();
        failure(ErrorCode.CLOSED, () -> workspace.tools().readFile("README.md"));
    }

    @Test
    default void destroyPushesTheWorkFirst() {
        try (Workspace workspace = manager().prepare(spec("keep"))) {
            workspace.tools().writeFile("work.txt", "done\n");
        }
        DestroyResult result = manager().destroy("keep", DestroyMode.PUSH_FIRST);
        assertThat(result.commit()).isPresent();
        assertThat(result.push()).map(PushResult::branch).contains("shadow/keep");
        assertThat(origin().git("show", "shadow/keep:work.txt")).isEqualTo("done\n");
        assertThat(manager().list()).isEmpty();
    }

    @Test
    default void destroyStaysItsHandWhenThePushFails() {
        try (Workspace workspace = manager().prepare(spec("keep"))) {
            workspace.tools().writeFile("work.txt", "done\n");
            OriginRepository.run(scratch(), "mv", "origin.git", "away.git");
            failure(ErrorCode.REPOSITORY_NOT_FOUND, () -> manager().destroy("keep", DestroyMode.PUSH_FIRST));
            assertThat(workspace.tools().readFile("work.txt").text()).isEqualTo("done\n");
        }
        assertThat(manager().list()).hasSize(1);
    }

    @Test
    default void destroyCanDiscardTheWork() {
        try (Workspace workspace = manager().prepare(spec("gone"))) {
            workspace.tools().writeFile("work.txt", "done\n");
            DestroyResult result = manager().destroy("gone", DestroyMode.DISCARD);
            assertThat(result.push()).isEmpty();
            failure(ErrorCode.CLOSED, () -> workspace.tools().readFile("work.txt"));
        }
        assertThat(origin().git("branch", "--list", "shadow/*")).isEmpty();
        failure(ErrorCode.WORKSPACE_NOT_FOUND, () -> manager().open("gone"));
    }

    @Test
    default void aSetupCommandThatFailsRollsThePreparationBack() {
        supportedOrRefused(
                Capability.REAL_PROGRAMS,
                () -> {
                    WorkspaceSpec failing = spec("setup").setup(Command.shell("echo said; exit 3"));
                    assertThat(failure(ErrorCode.SETUP_FAILED, () -> manager().prepare(failing))
                                    .message())
                            .contains("said")
                            .contains("3");
                    assertThat(manager().list()).extracting(WorkspaceStatus::id).doesNotContain("setup");
                },
                () -> workspace().capabilities().require(Capability.REAL_PROGRAMS));
    }

    @Test
    default void setupCommandsRunOnceInOrder() {
        supportedOrRefused(
                Capability.REAL_PROGRAMS,
                () -> {
                    WorkspaceSpec spec = spec("setup")
                            .setup(Command.shell("echo one >> setup.txt"), Command.shell("echo two >> setup.txt"));
                    manager().prepare(spec).close();
                    try (Workspace workspace = manager().prepare(spec)) {
                        assertThat(workspace.tools().readFile("setup.txt").text())
                                .isEqualTo("one\ntwo\n");
                    }
                },
                () -> workspace().capabilities().require(Capability.REAL_PROGRAMS));
    }

    @Test
    default void suspendIsRefusedByNameWithoutTheCapability() {
        if (!workspace().capabilities().has(Capability.SUSPEND)) {
            assertThat(failure(
                                    ErrorCode.UNSUPPORTED,
                                    () -> manager().suspend(workspace().id()))
                            .details())
                    .containsEntry("capability", "SUSPEND");
        }
    }

    @Test
    default void healthTellsThatTheBackendServes() {
        assertThat(manager().health().ok()).isTrue();
        assertThat(manager().health().message()).isNotEmpty();
    }

    @Test
    default void afterTheLibraryIsClosedCallsAreRefused() {
        Workspace workspace = manager().prepare(spec("end"));
        shadow().close();
        failure(ErrorCode.CLOSED, () -> manager().list());
        failure(ErrorCode.CLOSED, () -> workspace.tools().readFile("README.md"));
    }
}
