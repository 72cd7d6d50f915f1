package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.GitManager;
import dev.shadow.ToolExecutor;
import dev.shadow.file.WriteRequest;
import dev.shadow.git.ChangeKind;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.DiffRequest;
import dev.shadow.git.DiffRequest.Sides;
import dev.shadow.git.DiffResult;
import dev.shadow.git.FileChange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Comparisons of {@link GitManager}. */
public interface GitDiffContract extends ContractFixture {
    private GitManager git() {
        return workspace().git();
    }

    private ToolExecutor tools() {
        return workspace().tools();
    }

    private DiffResult diff(Sides sides) {
        return git().diff(DiffRequest.of(sides));
    }

    @Test
    default void diffWithTheLastCommitIsWhatTheGitProgramWrites() {
        tools().writeFile("README.md", "# Fixture\n\nthe first line\n");
        tools().delete("docs/naïve file.txt");
        tools().writeFile("new.txt", "no newline");
        tools().writeFile(WriteRequest.of("binary", Bytes.wrap(new byte[] {0, 1, 2})));
        DiffResult diff = diff(Sides.WORK_TREE_TO_HEAD);
        assertThat(diff.truncated()).isFalse();
        git().commit(CommitRequest.of("All"));
        git().push();
        assertThat(diff.text()).isEqualTo(origin().git("diff", "--no-color", "main", "shadow/contract"));
        assertThat(diff.files())
                .containsExactly(
                        new FileChange("README.md", Optional.empty(), ChangeKind.MODIFIED, 1, 1, false),
                        new FileChange("binary", Optional.empty(), ChangeKind.ADDED, 0, 0, true),
                        new FileChange("docs/naïve file.txt", Optional.empty(), ChangeKind.DELETED, 0, 1, false),
                        new FileChange("new.txt", Optional.empty(), ChangeKind.ADDED, 1, 0, false));
    }

    @Test
    default void eachPairOfSidesShowsItsOwnPart() {
        tools().writeFile("committed.txt", "1\n");
        git().commit(CommitRequest.of("One"));
        tools().writeFile("committed.txt", "2\n");
        tools().writeFile("untracked.txt", "3\n");
        assertThat(diff(Sides.WORK_TREE_TO_HEAD).files())
                .extracting(FileChange::path)
                .containsExactly("committed.txt", "untracked.txt");
        assertThat(diff(Sides.WORK_TREE_TO_INDEX).files())
                .extracting(FileChange::path)
                .containsExactly("committed.txt");
        assertThat(diff(Sides.INDEX_TO_HEAD).files()).isEmpty();
        assertThat(git().fileChanges().files())
                .containsExactly(
                        new FileChange("committed.txt", Optional.empty(), ChangeKind.ADDED, 1, 0, false),
                        new FileChange("untracked.txt", Optional.empty(), ChangeKind.ADDED, 1, 0, false));
    }

    @Test
    default void diffOfOnePathShowsThatPathOnly() {
        tools().writeFile("src/a.txt", "a\n");
        tools().writeFile("srcb.txt", "b\n");
        DiffResult diff = git().diff(DiffRequest.of(Sides.WORK_TREE_TO_HEAD).paths("src"));
        assertThat(diff.files()).extracting(FileChange::path).containsExactly("src/a.txt");
        assertThat(diff.text()).doesNotContain("srcb.txt");
    }

    @Test
    default void aLongDiffIsCutBetweenFilesAndStillCountsAll() {
        tools().writeFile("a.txt", "small\n");
        tools().writeFile("b.txt", "line\n".repeat(1000));
        DiffResult diff = git().diff(DiffRequest.of(Sides.WORK_TREE_TO_HEAD).maxBytes(1024));
        assertThat(diff.truncated()).isTrue();
        assertThat(diff.text()).contains("+small\n").doesNotContain("b.txt");
        assertThat(diff.files()).extracting(FileChange::linesAdded).containsExactly(1, 1000);
    }

    @Test
    default void filesBeyondTheLimitAreLeftOutAndThatIsSaid() {
        for (String name : List.of("a.txt", "b.txt", "c.txt")) {
            tools().writeFile(name, "new\n");
        }
        DiffRequest request = DiffRequest.of(Sides.WORK_TREE_TO_HEAD);
        DiffResult cut = git().diff(request.maxFiles(2));
        assertThat(cut.filesTruncated()).isTrue();
        assertThat(cut.files()).extracting(FileChange::path).containsExactly("a.txt", "b.txt");
        assertThat(cut.text()).doesNotContain("c.txt");
        assertThat(git().diff(request.maxFiles(3)).filesTruncated()).isFalse();
    }

    @Test
    default void aMovedFileShowsWithItsOldPath() {
        tools().move("src/App.java", "src/Main.java");
        assertThat(diff(Sides.WORK_TREE_TO_HEAD).files())
                .containsExactly(
                        new FileChange("src/Main.java", Optional.of("src/App.java"), ChangeKind.RENAMED, 0, 0, false));
    }
}
