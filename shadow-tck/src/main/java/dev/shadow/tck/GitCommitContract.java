package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.ErrorCode;
import dev.shadow.GitManager;
import dev.shadow.ToolExecutor;
import dev.shadow.file.WriteRequest;
import dev.shadow.git.ChangeKind;
import dev.shadow.git.CommitInfo;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.CommitResult;
import dev.shadow.git.FileChange;
import dev.shadow.git.GitIdentity;
import dev.shadow.git.GitStatus;
import dev.shadow.git.StatusEntry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Status, commit and log of {@link GitManager}. */
public interface GitCommitContract extends ContractFixture {
    /** The branch that the fixture's workspace is on. */
    String BRANCH = "shadow/contract";

    private GitManager git() {
        return workspace().git();
    }

    private ToolExecutor tools() {
        return workspace().tools();
    }

    private String pushed(String... arguments) {
        git().push();
        assertThat(origin().git("fsck", "--strict")).isEmpty();
        return origin().git(arguments);
    }

    private static StatusEntry unstaged(String path, ChangeKind kind) {
        return new StatusEntry(path, Optional.empty(), ChangeKind.UNCHANGED, kind);
    }

    @Test
    default void aFreshWorkspaceIsCleanOnItsShadowBranch() {
        String main = origin().git("rev-parse", "main").strip();
        assertThat(git().status()).isEqualTo(new GitStatus(Optional.of(BRANCH), Optional.of(main), List.of(), false));
        assertThat(git().currentBranch()).contains(BRANCH);
        assertThat(git().head()).contains(main);
    }

    @Test
    default void statusTellsEachKindOfChange() {
        tools().writeFile("README.md", "changed\n");
        tools().delete("src/App.java");
        tools().writeFile("new/file.txt", "new");
        tools().writeFile("build/out.txt", "ignored");
        tools().writeFile("debug.log", "ignored");
        assertThat(git().status().entries())
                .containsExactly(
                        unstaged("README.md", ChangeKind.MODIFIED),
                        unstaged("new/file.txt", ChangeKind.UNTRACKED),
                        unstaged("src/App.java", ChangeKind.DELETED));
        tools().writeFile("README.md", "# Fixture\n\nteh first line\n");
        assertThat(git().status().entries()).extracting(StatusEntry::path).doesNotContain("README.md");
    }

    @Test
    default void commitKeepsMessageAndPeopleToTheLetter() {
        tools().writeFile("a.txt", "a");
        String message = "Fix (the) \"bug\"; echo $(id) `id` %s\\n\n\n  indented 'body'\ttab\n\nlast ünï ✓\n";
        CommitResult result = git().commit(CommitRequest.of(message)
                .author(GitIdentity.of("Zoë \"Z\" O'Hara", "zoe@example.org"))
                .coAuthor("José O'Neil", "jose@example.org"));
        String whole = message + "\nCo-authored-by: José O'Neil <jose@example.org>\n";
        CommitInfo commit = result.commit().orElseThrow();
        assertThat(commit.message()).isEqualTo(whole);
        assertThat(commit.author()).isEqualTo(new CommitInfo.Author("Zoë \"Z\" O'Hara", "zoe@example.org"));
        assertThat(pushed("cat-file", "commit", BRANCH)).endsWith("\n\n" + whole);
        assertThat(origin().git("log", "-1", "--format=%H|%an|%ae|%cn|%ce", BRANCH))
                .isEqualTo(commit.id() + "|Zoë \"Z\" O'Hara|zoe@example.org|Zoë \"Z\" O'Hara|zoe@example.org\n");
        assertThat(origin().git("log", "-1", "--format=%(trailers:key=Co-authored-by,valueonly)", BRANCH))
                .startsWith("José O'Neil <jose@example.org>\n");
    }

    @Test
    default void commitTakesInNewChangedDeletedAndMovedFilesAndNoIgnoredOnes() {
        tools().writeFile(WriteRequest.of("bin/tool", "#!/bin/sh\n").executable(true));
        tools().writeFile("README.md", "changed\n");
        tools().delete("docs/naïve file.txt");
        tools().mkdir("lib");
        tools().move("src/App.java", "lib/App.java");
        tools().writeFile("build/out.txt", "ignored");
        CommitResult result = git().commit(CommitRequest.of("All kinds"));
        assertThat(result.changes())
                .containsExactly(
                        new FileChange("README.md", Optional.empty(), ChangeKind.MODIFIED, 1, 3, false),
                        new FileChange("bin/tool", Optional.empty(), ChangeKind.ADDED, 1, 0, false),
                        new FileChange("docs/naïve file.txt", Optional.empty(), ChangeKind.DELETED, 0, 1, false),
                        new FileChange("lib/App.java", Optional.of("src/App.java"), ChangeKind.RENAMED, 0, 0, false));
        assertThat(git().status().isClean()).isTrue();
        assertThat(pushed("ls-tree", "-r", "--format=%(objectmode) %(path)", BRANCH)
                        .lines()
                        .filter(line -> !line.contains(" links/")))
                .containsExactly(
                        "100644 .gitignore",
                        "100644 README.md",
                        "100755 bin/tool",
                        "100644 lib/App.java",
                        "100755 run.sh");
    }

    @Test
    default void namesOfAnyLettersSurvive() {
        List<String> names =
                List.of("with space", "\"quoted\"", "üñï✓", "new\nline", "tab\there", "back\\slash", "-dash");
        for (String name : names) {
            tools().writeFile("names/" + name, name);
        }
        git().commit(CommitRequest.of("Names"));
        assertThat(pushed("ls-tree", "-r", "-z", "--name-only", BRANCH, "names/")
                        .split("\0"))
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(name -> "names/" + name).toList());
        assertThat(origin().git("cat-file", "-p", BRANCH + ":names/new\nline")).isEqualTo("new\nline");
    }

    @Test
    default void nothingToCommitIsAResult() {
        tools().writeFile("build/out.txt", "ignored");
        String head = git().head().orElseThrow();
        CommitResult result = git().commit(CommitRequest.of("Nothing"));
        assertThat(result.isCommitted()).isFalse();
        assertThat(result.changes()).isEmpty();
        assertThat(git().head()).contains(head);
    }

    @Test
    default void commitTakesOnlyTheNamedPaths() {
        tools().writeFile("src/one.txt", "1");
        tools().writeFile("two.txt", "2");
        assertThat(git().commit(CommitRequest.of("Part").paths("src")).changes())
                .extracting(FileChange::path)
                .containsExactly("src/one.txt");
        assertThat(git().status().entries()).containsExactly(unstaged("two.txt", ChangeKind.UNTRACKED));
        failure(
                ErrorCode.INVALID_ARGUMENT,
                () -> git().commit(CommitRequest.of("None").paths("no/such")));
        failure(
                ErrorCode.PATH_ESCAPES,
                () -> git().commit(CommitRequest.of("None").paths("../x")));
    }

    @Test
    default void theConfiguredUserIsAuthorAndCommitter() {
        git().configureUser(GitIdentity.of("Ada", "ada@example.org"));
        tools().writeFile("a.txt", "a");
        git().commit(CommitRequest.of("By Ada"));
        assertThat(pushed("log", "-1", "--format=%an <%ae> %cn <%ce>", BRANCH))
                .isEqualTo("Ada <ada@example.org> Ada <ada@example.org>\n");
    }

    @Test
    default void logIsNewestFirstAndEndsAtItsLimit() {
        tools().writeFile("a.txt", "a");
        CommitInfo commit =
                git().commit(CommitRequest.of("Third commit")).commit().orElseThrow();
        assertThat(git().log(10))
                .extracting(CommitInfo::subject)
                .containsExactly("Third commit", "Second commit", "First commit");
        assertThat(git().log(1)).containsExactly(commit);
        assertThat(commit.parents())
                .containsExactly(origin().git("rev-parse", "main").strip());
        failure(ErrorCode.INVALID_ARGUMENT, () -> git().log(0));
        failure(ErrorCode.INVALID_ARGUMENT, () -> git().log(10_001));
    }
}
