package dev.shadow.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.shadow.ErrorCode;
import dev.shadow.git.BranchInfo;
import dev.shadow.git.ChangeKind;
import dev.shadow.git.CommitInfo;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.CommitResult;
import dev.shadow.git.DiffRequest;
import dev.shadow.git.DiffRequest.Sides;
import dev.shadow.git.DiffResult;
import dev.shadow.git.FileChange;
import dev.shadow.git.GitIdentity;
import dev.shadow.git.GitOperation;
import dev.shadow.git.PushRequest;
import dev.shadow.git.PushResult;
import dev.shadow.git.PushResult.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitEngineTest {
    @TempDir
    private Path scratch;

    @Test
    void clonesIntoATreeThatTheGitProgramCallsClean() throws Exception {
        GitFixture fixture = GitFixture.cloned(scratch);
        assertThat(fixture.git("status", "--porcelain=v2")).isEmpty();
        assertThat(fixture.git("fsck", "--strict")).isEmpty();
        assertThat(fixture.git("rev-parse", "--abbrev-ref", "main@{upstream}")).isEqualTo("origin/main\n");
        assertThat(Files.readString(fixture.root.resolve("naïve \"file\".txt"))).isEqualTo("über\n");
        assertThat(Files.isExecutable(fixture.root.resolve("run.sh"))).isTrue();
        assertThat(Files.readSymbolicLink(fixture.root.resolve("link"))).hasToString("README.md");
        assertThat(fixture.status().isClean()).isTrue();
        assertThat(fixture.status().branch()).contains("main");
    }

    @Test
    void commitsWhatTheGitProgramFindsWellFormed() throws Exception {
        GitFixture fixture = GitFixture.cloned(scratch);
        fixture.write("new dir/ünï\ncode \"q\".txt", "x");
        fixture.write("build/out.bin", "ignored");
        fixture.write("run.sh", "#!/bin/sh\necho changed\n");
        Files.delete(fixture.root.resolve("link"));
        Files.createSymbolicLink(fixture.root.resolve("link"), Path.of("../outside"));
        Files.delete(fixture.root.resolve("README.md"));
        String message = "Fix (it); \"quoted\" $(touch x) `y`\n\n  body\n";
        CommitRequest request = CommitRequest.of(message)
                .author(GitIdentity.of("José O'Neil", "jose@example.org"))
                .coAuthor("Ada", "ada@example.org");
        CommitResult result = fixture.call(new GitOperation.Commit(request));
        assertThat(result.changes())
                .extracting(FileChange::path, FileChange::kind)
                .containsExactly(
                        tuple("README.md", ChangeKind.DELETED),
                        tuple("link", ChangeKind.MODIFIED),
                        tuple("new dir/ünï\ncode \"q\".txt", ChangeKind.ADDED),
                        tuple("run.sh", ChangeKind.MODIFIED));
        assertThat(fixture.git("status", "--porcelain=v2")).isEmpty();
        assertThat(fixture.git("fsck", "--strict")).isEmpty();
        assertThat(fixture.git("log", "-1", "--format=%an|%ae|%cn|%B"))
                .isEqualTo("José O'Neil|jose@example.org|José O'Neil|" + message
                        + "\nCo-authored-by: Ada <ada@example.org>\n\n");
        assertThat(fixture.git("ls-tree", "-r", "-z", "--name-only", "HEAD").split("\0"))
                .contains("new dir/ünï\ncode \"q\".txt")
                .doesNotContain("build/out.bin", "README.md");
        assertThat(fixture.git("ls-tree", "HEAD", "run.sh")).startsWith("100755");
        assertThat(fixture.git("cat-file", "-p", "HEAD:link")).isEqualTo("../outside");
        assertThat(fixture.status().isClean()).isTrue();
    }

    @Test
    void commitsTheFirstCommit() throws Exception {
        GitFixture fixture = GitFixture.empty(scratch);
        GitFixture.failure(ErrorCode.REPOSITORY_EMPTY, () -> fixture.call(new GitOperation.CreateShadowBranch("t")));
        assertThat(fixture.call(new GitOperation.Head())).isEmpty();
        assertThat(fixture.call(new GitOperation.Log(5))).isEmpty();
        assertThat(fixture.commit("nothing").isCommitted()).isFalse();
        fixture.write("a", "1\n");
        CommitInfo commit = fixture.commit("first").commit().orElseThrow();
        assertThat(commit.parents()).isEmpty();
        assertThat(commit.author()).isEqualTo(new CommitInfo.Author("Shadow", "shadow@localhost"));
        assertThat(fixture.git("status", "--porcelain=v2")).isEmpty();
        assertThat(fixture.git("fsck", "--strict")).isEmpty();
        assertThat(fixture.git("log", "--format=%H")).isEqualTo(commit.id() + "\n");
    }

    @Test
    void saysWhatIsStagedAndWhatIsNotAsTheGitProgramDoes() throws Exception {
        GitFixture fixture = GitFixture.cloned(scratch);
        fixture.write("README.md", "# Fixture\n\nother\n");
        fixture.write("staged", "s");
        fixture.git("add", "staged");
        fixture.write("staged", "and changed");
        fixture.git("mv", "src/deep/App.java", "src/Moved.java");
        Files.delete(fixture.root.resolve("run.sh"));
        fixture.write("dir/untracked", "");
        fixture.write("x.log", "");
        Files.delete(fixture.root.resolve("link"));
        fixture.write("link", "a file now");
        assertThat(fixture.statusLines())
                .containsExactly(
                        "README.md UNCHANGED MODIFIED",
                        "dir/untracked UNCHANGED UNTRACKED",
                        "link UNCHANGED TYPE_CHANGED",
                        "run.sh UNCHANGED DELETED",
                        "src/Moved.java RENAMED UNCHANGED from src/deep/App.java",
                        "staged ADDED MODIFIED");
    }

    @Test
    void seesAChangeThatKeepsTheSizeInTheTickOfTheLastWrite() throws Exception {
        GitFixture fixture = GitFixture.cloned(scratch);
        for (int i = 0; i < 20; i++) {
            fixture.write("same", "content " + (char) ('a' + i));
            assertThat(fixture.commit("c" + i).isCommitted()).isTrue();
        }
        assertThat(fixture.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void namesConflictsAndCommitsNoUnfinishedMerge() throws Exception {
        GitFixture fixture = GitFixture.cloned(scratch);
        fixture.git("checkout", "-q", "-b", "other");
        fixture.write("README.md", "theirs\n");
        fixture.git("commit", "-q", "-a", "-m", "theirs");
        fixture.git("checkout", "-q", "main");
        fixture.write("README.md", "ours\n");
        fixture.git("commit", "-q", "-a", "-m", "ours");
        assertThatThrownBy(() -> fixture.git("merge", "other")).hasMessageContaining("CONFLICT");
        assertThat(fixture.statusLines()).containsExactly("README.md CONFLICTED CONFLICTED");
        assertThat(GitFixture.failure(ErrorCode.GIT_FAILED, () -> fixture.commit("no"))
                        .message())
                .contains("unfinished");
    }

    @Test
    void refusesACommitOfADetachedHead() throws Exception {
        GitFixture fixture = GitFixture.cloned(scratch);
        fixture.git("checkout", "-q", "--detach");
        fixture.write("a", "b");
        assertThat(fixture.call(new GitOperation.CurrentBranch())).isEmpty();
        GitFixture.failure(ErrorCode.GIT_FAILED, () -> fixture.commit("lost"));
        fixture.call(new GitOperation.CreateShadowBranch("t"));
        assertThat(fixture.commit("kept").isCommitted()).isTrue();
    }

    @Test
    void commitsChosenPathsOnly() throws Exception {
        GitFixture fixture = GitFixture.cloned(scratch);
        fixture.write("src/one", "1");
        fixture.write("two", "2");
        fixture.write("staged", "3");
        fixture.git("add", "staged");
        Files.delete(fixture.root.resolve("src/deep/App.java"));
        GitFixture.failure(
                ErrorCode.INVALID_ARGUMENT,
                () -> fixture.call(new GitOperation.Commit(CommitRequest.of("x").paths("nowhere"))));
        CommitResult result =
                fixture.call(new GitOperation.Commit(CommitRequest.of("part").paths("src")));
        assertThat(result.changes()).extracting(FileChange::path).containsExactly("src/deep/App.java", "src/one");
        assertThat(fixture.git("status", "--porcelain")).isEqualTo("A  staged\n?? two\n");
    }

    @Test
    void turnsAFileIntoADirectoryAndBack() throws Exception {
        GitFixture fixture = GitFixture.cloned(scratch);
        Files.delete(fixture.root.resolve("run.sh"));
        fixture.write("run.sh/inner", "x");
        fixture.commit("directory");
        assertThat(fixture.git("ls-tree", "-r", "--name-only", "HEAD")).contains("run.sh/inner\n");
        assertThat(fixture.git("status", "--porcelain")).isEmpty();
        Files.delete(fixture.root.resolve("run.sh/inner"));
        Files.delete(fixture.root.resolve("run.sh"));
        fixture.write("run.sh", "x");
        fixture.commit("file");
        assertThat(fixture.git("status", "--porcelain")).isEmpty();
        assertThat(fixture.git("fsck", "--strict")).isEmpty();
    }

    @Test
    void writesTheDiffThatTheGitProgramWrites() throws Exception {
        GitFixture fixture = GitFixture.cloned(scratch);
        fixture.write("README.md", "# Fixture\n\nthe first line\nmore\n");
        GitProgram.assertExecutable(fixture.root.resolve("README.md"));
        fixture.write("naïve \"file\".txt", "no newline");
        Files.write(fixture.root.resolve("binary"), new byte[] {0, 1, 2});
        Files.delete(fixture.root.resolve("link"));
        fixture.write("link", "plain\n");
        Files.createDirectories(fixture.root.resolve("b"));
        Files.move(fixture.root.resolve("src/deep/App.java"), fixture.root.resolve("b/App.java"));
        DiffResult diff = fixture.call(new GitOperation.Diff(DiffRequest.of(Sides.WORK_TREE_TO_HEAD)));
        fixture.git("add", "-A");
        assertThat(diff.text()).isEqualTo(fixture.git("diff", "--cached", "-M", "--no-color", "HEAD"));
        assertThat(fixture.call(new GitOperation.Diff(DiffRequest.of(Sides.INDEX_TO_HEAD))))
                .isEqualTo(diff);
        assertThat(fixture.call(new GitOperation.Diff(DiffRequest.of(Sides.WORK_TREE_TO_INDEX)))
                        .text())
                .isEmpty();
        assertThat(diff.files())
                .contains(
                        new FileChange("README.md", Optional.empty(), ChangeKind.MODIFIED, 2, 1, false),
                        new FileChange("b/App.java", Optional.of("src/deep/App.java"), ChangeKind.RENAMED, 0, 0, false),
                        new FileChange("binary", Optional.empty(), ChangeKind.ADDED, 0, 0, true),
                        new FileChange("link", Optional.empty(), ChangeKind.TYPE_CHANGED, 1, 1, false));
    }

    @Test
    void cutsTheDiffBetweenFilesAndKeepsTheNumbers() throws Exception {
        GitFixture fixture = GitFixture.cloned(scratch);
        fixture.write("a", "small\n");
        fixture.write("b", "line\n".repeat(1000));
        fixture.write("c", "small\n");
        DiffRequest request = DiffRequest.of(Sides.WORK_TREE_TO_HEAD).maxBytes(1024);
        DiffResult diff = fixture.call(new GitOperation.Diff(request));
        assertThat(diff.truncated()).isTrue();
        assertThat(diff.text()).contains("b/a").doesNotContain("b/b");
        assertThat(diff.files()).extracting(FileChange::linesAdded).containsExactly(1, 1000, 1);
    }

    @Test
    void comparesWithTheCommitThatTheShadowBranchBeganAt() throws Exception {
        GitFixture fixture = GitFixture.cloned(scratch);
        fixture.call(new GitOperation.CreateShadowBranch("t"));
        fixture.write("one", "1\n");
        fixture.commit("one");
        fixture.write("two", "2\n");
        assertThat(fixture.call(new GitOperation.Diff(DiffRequest.of(Sides.WORK_TREE_TO_BASE)))
                        .files())
                .extracting(FileChange::path)
                .containsExactly("one", "two");
    }

    @Test
    void pushesTheShadowBranchAndResumesItElsewhere() throws Exception {
        GitFixture first = GitFixture.cloned(scratch);
        BranchInfo made = first.call(new GitOperation.CreateShadowBranch("fix 42"));
        assertThat(made.name()).isEqualTo("shadow/fix%2042");
        assertThat(made.resumed()).isFalse();
        first.write("work", "done\n");
        CommitInfo commit = first.commit("work").commit().orElseThrow();
        PushResult pushed = first.call(new GitOperation.Push(PushRequest.FORWARD));
        assertThat(pushed).isEqualTo(new PushResult(Outcome.CREATED, made.name(), commit.id()));
        assertThat(first.call(new GitOperation.Push(PushRequest.FORWARD)).outcome())
                .isEqualTo(Outcome.UP_TO_DATE);
        assertThat(first.git("status", "-sb")).startsWith("## shadow/fix%2042...origin/shadow/fix%2042");

        GitFixture second = GitFixture.cloned(scratch);
        BranchInfo resumed = second.engine.shadowBranchAfterClone("fix 42", GitFixture.soon());
        assertThat(resumed).isEqualTo(new BranchInfo(made.name(), made.base(), true));
        assertThat(Files.readString(second.root.resolve("work"))).isEqualTo("done\n");
        assertThat(second.git("status", "--porcelain")).isEmpty();
        second.write("work", "more\n");
        second.commit("more");
        assertThat(second.call(new GitOperation.Push(PushRequest.FORWARD)).outcome())
                .isEqualTo(Outcome.UPDATED);

        first.write("work", "other\n");
        first.commit("other");
        GitFixture.failure(ErrorCode.PUSH_REJECTED, () -> first.call(new GitOperation.Push(PushRequest.FORWARD)));
        assertThat(GitProgram.git(first.origin, "log", "--format=%s", "-2", made.name()))
                .isEqualTo("more\nwork\n");
    }

    @Test
    void findsABranchThatTheRemoteGotAfterTheClone() throws Exception {
        GitFixture first = GitFixture.cloned(scratch);
        GitFixture second = GitFixture.cloned(scratch);
        first.call(new GitOperation.CreateShadowBranch("t"));
        first.write("work", "done\n");
        first.commit("work");
        first.call(new GitOperation.Push(PushRequest.FORWARD));
        second.write("mine", "unsaved");
        assertThat(second.call(new GitOperation.CreateShadowBranch("t")).resumed())
                .isTrue();
        assertThat(second.root.resolve("work")).exists();
        assertThat(second.root.resolve("mine")).hasContent("unsaved");
    }

    @Test
    void keepsChangesWhenItGoesToANewBranchAndRefusesToOverwriteThem() throws Exception {
        GitFixture fixture = GitFixture.cloned(scratch);
        fixture.write("README.md", "changed");
        fixture.call(new GitOperation.CreateShadowBranch("one"));
        assertThat(fixture.root.resolve("README.md")).hasContent("changed");
        fixture.commit("one");
        fixture.git("checkout", "-q", "main");
        fixture.write("README.md", "other");
        GitFixture.failure(ErrorCode.GIT_FAILED, () -> fixture.call(new GitOperation.CreateShadowBranch("one")));
        assertThat(fixture.root.resolve("README.md")).hasContent("other");
        assertThat(fixture.call(new GitOperation.CurrentBranch())).contains("main");
        fixture.git("checkout", "-q", "README.md");
        fixture.call(new GitOperation.CreateShadowBranch("one"));
        assertThat(fixture.root.resolve("README.md")).hasContent("changed");
        assertThat(fixture.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void leavesARepositoryInsideAlone() throws Exception {
        GitFixture fixture = GitFixture.cloned(scratch);
        fixture.git("init", "-q", "inner");
        fixture.write("inner/file", "x");
        assertThat(fixture.statusLines()).containsExactly("inner UNCHANGED UNTRACKED");
        assertThat(fixture.commit("nothing").isCommitted()).isFalse();
    }

    @Test
    void worksTheSameWithoutADisk() throws Exception {
        GitFixture fixture = GitFixture.inMemory(scratch);
        assertThat(fixture.status().isClean()).isTrue();
        fixture.call(new GitOperation.ConfigureUser(GitIdentity.of("Ada", "ada@example.org")));
        fixture.call(new GitOperation.CreateShadowBranch("t"));
        fixture.write("new", "x\n");
        Files.delete(fixture.root.resolve("run.sh"));
        assertThat(fixture.statusLines()).containsExactly("new UNCHANGED UNTRACKED", "run.sh UNCHANGED DELETED");
        CommitInfo commit = fixture.commit("in memory").commit().orElseThrow();
        assertThat(fixture.status().isClean()).isTrue();
        assertThat(fixture.call(new GitOperation.Push(PushRequest.FORWARD)).outcome())
                .isEqualTo(Outcome.CREATED);
        assertThat(GitProgram.git(fixture.origin, "log", "-1", "--format=%H %an %s", "shadow/t"))
                .isEqualTo(commit.id() + " Ada in memory\n");
        assertThat(GitProgram.git(fixture.origin, "fsck", "--strict")).isEmpty();
        List<CommitInfo> log = fixture.call(new GitOperation.Log(10));
        assertThat(log).extracting(CommitInfo::subject).containsExactly("in memory", "Second commit", "First commit");
        assertThat(log.get(0)).isEqualTo(commit);
    }
}
