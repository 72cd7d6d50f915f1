package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Capability;
import dev.shadow.DestroyMode;
import dev.shadow.ErrorCode;
import dev.shadow.GitManager;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.git.BranchInfo;
import dev.shadow.git.CommitInfo;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.FileChange;
import dev.shadow.git.PushResult;
import dev.shadow.git.PushResult.Outcome;
import org.junit.jupiter.api.Test;

/** Shadow branches and pushes of {@link GitManager}. */
public interface GitRemoteContract extends ContractFixture {
    private WorkspaceSpec spec(String task) {
        return WorkspaceSpec.forTask(task).repository(origin().url(), "main");
    }

    private static CommitInfo commit(Workspace workspace, String path, String text) {
        workspace.tools().writeFile(path, text);
        return workspace
                .git()
                .commit(CommitRequest.of("Write " + path))
                .commit()
                .orElseThrow();
    }

    @Test
    default void pushCreatesUpdatesAndThenHasNothingToDo() {
        GitManager git = workspace().git();
        CommitInfo first = commit(workspace(), "a.txt", "1");
        assertThat(git.push()).isEqualTo(new PushResult(Outcome.CREATED, "shadow/contract", first.id()));
        CommitInfo second = commit(workspace(), "a.txt", "2");
        assertThat(git.push()).isEqualTo(new PushResult(Outcome.UPDATED, "shadow/contract", second.id()));
        assertThat(git.push()).isEqualTo(new PushResult(Outcome.UP_TO_DATE, "shadow/contract", second.id()));
        assertThat(origin().git("rev-parse", "shadow/contract")).isEqualTo(second.id() + "\n");
    }

    @Test
    default void theWorkIsThereAgainAfterTheWorkspaceWasDestroyed() {
        CommitInfo work;
        String base = origin().git("rev-parse", "main").strip();
        try (Workspace workspace = shadow().workspaces().prepare(spec("resumed"))) {
            work = commit(workspace, "work.txt", "done");
            workspace.git().push();
        }
        shadow().workspaces().destroy("resumed", DestroyMode.DISCARD);
        try (Workspace workspace = shadow().workspaces().prepare(spec("resumed"))) {
            GitManager git = workspace.git();
            assertThat(git.currentBranch()).contains("shadow/resumed");
            assertThat(git.head()).contains(work.id());
            assertThat(workspace.tools().readFile("work.txt").text()).isEqualTo("done");
            assertThat(git.status().isClean()).isTrue();
            assertThat(git.fileChanges().files()).extracting(FileChange::path).containsExactly("work.txt");
            assertThat(git.createShadowBranch("resumed").base()).isEqualTo(base);
            commit(workspace, "more.txt", "more");
            assertThat(git.push().outcome()).isEqualTo(Outcome.UPDATED);
        }
        assertThat(origin().git("log", "--format=%s", "main..shadow/resumed"))
                .isEqualTo("Write more.txt\nWrite work.txt\n");
    }

    @Test
    default void aPushIsRejectedWhenTheRemoteMovedOn() {
        commit(workspace(), "a.txt", "mine");
        workspace().git().push();
        String tree = origin().git("rev-parse", "main^{tree}").strip();
        String theirs = origin().git("commit-tree", tree, "-p", "shadow/contract", "-m", "Theirs")
                .strip();
        origin().git("update-ref", "refs/heads/shadow/contract", theirs);
        commit(workspace(), "a.txt", "mine again");
        failure(ErrorCode.PUSH_REJECTED, () -> workspace().git().push());
        assertThat(origin().git("rev-parse", "shadow/contract").strip()).isEqualTo(theirs);
    }

    @Test
    default void anotherTaskBeginsAtTheCommitOfThisOne() {
        CommitInfo work = commit(workspace(), "a.txt", "1");
        workspace().tools().writeFile("unsaved.txt", "kept");
        BranchInfo branch = workspace().git().createShadowBranch("an other: task..");
        assertThat(branch).isEqualTo(new BranchInfo("shadow/an%20other%3A%20task%2E%2E", work.id(), false));
        assertThat(workspace().tools().readFile("unsaved.txt").text()).isEqualTo("kept");
        assertThat(workspace().git().createShadowBranch("an other: task..")).isEqualTo(branch);
        assertThat(workspace().git().fileChanges().files())
                .extracting(FileChange::path)
                .containsExactly("unsaved.txt");
    }

    @Test
    default void aBranchThatSomebodyElsePushedIsResumed() {
        GitManager git = workspace().git();
        String main = origin().git("rev-parse", "main").strip();
        String tree = origin().git("rev-parse", "main~^{tree}").strip();
        String theirs =
                origin().git("commit-tree", tree, "-p", main, "-m", "Theirs").strip();
        origin().git("update-ref", "refs/heads/shadow/theirs", theirs);
        assertThat(git.createShadowBranch("theirs")).isEqualTo(new BranchInfo("shadow/theirs", main, true));
        assertThat(git.head()).contains(theirs);
        assertThat(git.status().isClean()).isTrue();
        failure(ErrorCode.NOT_FOUND, () -> workspace().tools().readFile("run.sh"));
    }

    @Test
    default void aRepositoryWhoseHistoryIsCutOffIsWorkedOnLikeAnyOther() {
        OriginRepository.run(scratch(), "git", "clone", "-q", "--bare", "--depth", "1", origin().url(), "shallow.git");
        WorkspaceSpec spec = WorkspaceSpec.forTask("shallow")
                .repository("file://" + scratch().resolve("shallow.git"), "main");
        supportedOrRefused(
                Capability.SHALLOW_HISTORY,
                () -> {
                    try (Workspace workspace = shadow().workspaces().prepare(spec)) {
                        workspace.tools().writeFile("new.txt", "new\n");
                        assertThat(workspace
                                        .git()
                                        .commit(CommitRequest.of("New"))
                                        .isCommitted())
                                .isTrue();
                        assertThat(workspace.git().log(10)).hasSize(2);
                        assertThat(workspace.git().push().branch()).isEqualTo("shadow/shallow");
                    }
                    assertThat(OriginRepository.run(
                                    scratch(), "git", "--git-dir", "shallow.git", "show", "shadow/shallow:new.txt"))
                            .isEqualTo("new\n");
                },
                () -> shadow().workspaces().prepare(spec));
    }
}
