package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Capability;
import dev.shadow.DestroyMode;
import dev.shadow.ErrorCode;
import dev.shadow.ForkSpec;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.WorkspaceStatus;
import dev.shadow.git.ChangeKind;
import dev.shadow.git.Checkpoint;
import dev.shadow.git.CheckpointRequest;
import dev.shadow.git.CommitInfo;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.DiffResult;
import dev.shadow.git.FileChange;
import dev.shadow.git.PushResult.Outcome;
import dev.shadow.git.StatusEntry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@link dev.shadow.WorkspaceManager#fork} and what is done with forks. */
public interface ForkContract extends ContractFixture {
    private List<Workspace> fork(String... ids) {
        return shadow().workspaces().fork(ForkSpec.of("contract", ids));
    }

    private void forks(Runnable test) {
        workspace();
        supportedOrRefused(Capability.FORKS, test::run, () -> fork("refused"));
    }

    private static void write(Workspace workspace, String path, String text) {
        workspace.tools().writeFile(path, text);
    }

    private static String read(Workspace workspace, String path) {
        return workspace.tools().readFile(path).text();
    }

    private static CommitInfo commit(Workspace workspace, String message) {
        return workspace.git().commit(CommitRequest.of(message)).commit().orElseThrow();
    }

    @Test
    default void forksBeginWhereTheOriginIsAndThenGoTheirOwnWays() {
        forks(() -> {
            CommitInfo work = commit(changed(), "Work");
            write(workspace(), "untracked.txt", "kept\n");
            write(workspace(), "README.md", "changed\n");
            List<Workspace> forks = fork("one", "two");
            assertThat(forks).extracting(Workspace::id).containsExactly("one", "two");
            for (Workspace fork : forks) {
                assertThat(fork.git().currentBranch()).contains("shadow/" + fork.id());
                assertThat(fork.git().head()).contains(work.id());
                assertThat(fork.git().status().entries())
                        .isEqualTo(workspace().git().status().entries());
                assertThat(fork.git().fileChanges()).isEqualTo(workspace().git().fileChanges());
                assertThat(fork.git().checkpoints()).isEmpty();
                write(fork, "result.txt", "by " + fork.id());
                commit(fork, "Result of " + fork.id());
            }
            assertThat(read(forks.get(0), "result.txt")).isEqualTo("by one");
            assertThat(read(forks.get(1), "result.txt")).isEqualTo("by two");
            assertThat(workspace().git().head()).contains(work.id());
            failure(ErrorCode.NOT_FOUND, () -> read(workspace(), "result.txt"));
            assertThat(forks.get(0).git().push().outcome()).isEqualTo(Outcome.CREATED);
            assertThat(origin().git("log", "--format=%s", "main..shadow/one")).isEqualTo("Result of one\nWork\n");
            forks.forEach(Workspace::close);
        });
    }

    private Workspace changed() {
        write(workspace(), "work.txt", "work\n");
        return workspace();
    }

    @Test
    default void forksBeginAtACheckpoint() {
        forks(() -> {
            write(workspace(), "file.txt", "then");
            String head = workspace().git().head().orElseThrow();
            Checkpoint then = workspace().git().checkpoint(CheckpointRequest.of("Then"));
            write(workspace(), "file.txt", "now");
            commit(workspace(), "Later");
            ForkSpec spec = ForkSpec.of("contract", "old").at(then.id());
            try (Workspace fork = shadow().workspaces().fork(spec).get(0)) {
                assertThat(read(fork, "file.txt")).isEqualTo("then");
                assertThat(fork.git().head()).contains(head);
            }
            assertThat(read(workspace(), "file.txt")).isEqualTo("now");
            failure(
                    ErrorCode.CHECKPOINT_NOT_FOUND,
                    () -> shadow().workspaces()
                            .fork(ForkSpec.of("contract", "none").at("9-00000000")));
            failure(ErrorCode.WORKSPACE_NOT_FOUND, () -> shadow().workspaces().open("none"));
        });
    }

    @Test
    default void allForksAreMadeOrNone() {
        forks(() -> {
            fork("taken").get(0).close();
            assertThat(failure(ErrorCode.WORKSPACE_MISMATCH, () -> fork("fresh", "taken"))
                            .details())
                    .containsEntry("id", "taken");
            assertThat(shadow().workspaces().list())
                    .extracting(WorkspaceStatus::id)
                    .containsExactly("contract", "taken");
            failure(ErrorCode.WORKSPACE_NOT_FOUND, () -> shadow().workspaces().fork(ForkSpec.of("nobody", "a")));
            failure(ErrorCode.INVALID_ARGUMENT, () -> fork("twice", "twice"));
            failure(ErrorCode.INVALID_ARGUMENT, () -> fork("contract"));
            try (Workspace empty = shadow().workspaces().prepare(WorkspaceSpec.forTask("empty"))) {
                failure(
                        ErrorCode.NOT_A_REPOSITORY,
                        () -> shadow().workspaces().fork(ForkSpec.of(empty.id(), "of-empty")));
            }
        });
    }

    @Test
    default void twoForksAreCompared() {
        forks(() -> {
            List<Workspace> forks = fork("left", "right");
            write(forks.get(0), "README.md", "left\n");
            commit(forks.get(0), "Left");
            write(forks.get(1), "README.md", "right\n");
            write(forks.get(1), "untracked.txt", "new\n");
            forks.get(1).tools().move("src/App.java", "src/Main.java");
            DiffResult diff = shadow().workspaces().compare("left", "right");
            assertThat(diff.files())
                    .containsExactly(
                            new FileChange("README.md", Optional.empty(), ChangeKind.MODIFIED, 1, 1, false),
                            new FileChange(
                                    "src/Main.java", Optional.of("src/App.java"), ChangeKind.RENAMED, 0, 0, false),
                            new FileChange("untracked.txt", Optional.empty(), ChangeKind.ADDED, 1, 0, false));
            assertThat(diff.text()).contains("-left\n+right\n");
            assertThat(shadow().workspaces().compare("left", "left").files()).isEmpty();
            assertThat(forks.get(1).git().status().entries())
                    .extracting(StatusEntry::path)
                    .contains("untracked.txt");
            forks.forEach(Workspace::close);
            assertThat(shadow().workspaces().compare("right", "left", 0).text()).isEmpty();
        });
    }

    @Test
    default void oneForkIsKept() {
        forks(() -> {
            write(workspace(), "lost.txt", "only here");
            Checkpoint before;
            try (Workspace fork = fork("winner").get(0)) {
                write(fork, "done.txt", "done\n");
                commit(fork, "Done");
                write(fork, "draft.txt", "draft\n");
                fork.tools().delete("lost.txt");
                write(workspace(), "mine.txt", "since the fork");
                before = shadow().workspaces().adopt("winner");
                assertThat(workspace().git().currentBranch()).contains("shadow/contract");
                assertThat(workspace().git().head()).isEqualTo(fork.git().head());
                assertThat(workspace().git().status().entries())
                        .isEqualTo(fork.git().status().entries());
                assertThat(read(workspace(), "draft.txt")).isEqualTo("draft\n");
                failure(ErrorCode.NOT_FOUND, () -> read(workspace(), "mine.txt"));
                shadow().workspaces().adopt("winner");
            }
            shadow().workspaces().destroy("winner", DestroyMode.DISCARD);
            assertThat(workspace().git().push().outcome()).isEqualTo(Outcome.CREATED);
            assertThat(origin().git("fsck", "--strict")).isEmpty();
            assertThat(origin().git("show", "shadow/contract:done.txt")).isEqualTo("done\n");
            workspace().git().restore(before.id());
            assertThat(read(workspace(), "mine.txt")).isEqualTo("since the fork");
        });
    }

    @Test
    default void aForkIsNotKeptOverCommitsOfItsOrigin() {
        forks(() -> {
            fork("late").get(0).close();
            write(workspace(), "mine.txt", "mine");
            commit(workspace(), "Mine");
            failure(ErrorCode.WORKSPACE_DIVERGED, () -> shadow().workspaces().adopt("late"));
            assertThat(read(workspace(), "mine.txt")).isEqualTo("mine");
            failure(ErrorCode.INVALID_ARGUMENT, () -> shadow().workspaces().adopt("contract"));
            failure(ErrorCode.WORKSPACE_NOT_FOUND, () -> shadow().workspaces().adopt("nobody"));
        });
    }

    @Test
    default void forksOutliveTheirOrigin() {
        forks(() -> {
            write(workspace(), "work.txt", "work");
            commit(workspace(), "Work");
            fork("heir").get(0).close();
            workspace().close();
            shadow().workspaces().destroy("contract", DestroyMode.DISCARD);
            try (Workspace heir = shadow().workspaces().open("heir")) {
                assertThat(read(heir, "work.txt")).isEqualTo("work");
                write(heir, "more.txt", "more");
                commit(heir, "More");
                heir.git().push();
                assertThat(failure(
                                        ErrorCode.WORKSPACE_NOT_FOUND,
                                        () -> shadow().workspaces().adopt("heir"))
                                .details())
                        .containsEntry("id", "contract");
            }
            assertThat(origin().git("log", "--format=%s", "main..shadow/heir")).isEqualTo("More\nWork\n");
            assertThat(shadow().workspaces()
                            .destroy("heir", DestroyMode.PUSH_FIRST)
                            .push()
                            .orElseThrow()
                            .outcome())
                    .isEqualTo(Outcome.UP_TO_DATE);
        });
    }
}
