package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Capability;
import dev.shadow.DestroyMode;
import dev.shadow.ErrorCode;
import dev.shadow.RepositorySource;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.git.CloneOptions;
import dev.shadow.git.CommitRequest;
import org.junit.jupiter.api.Test;

/** How much of a repository is cloned. */
public interface GitCloneContract extends ContractFixture {
    private WorkspaceSpec spec(String task, CloneOptions options) {
        return WorkspaceSpec.forTask(task)
                .repository(RepositorySource.of(origin().url(), "main").options(options));
    }

    @Test
    default void aCloneOfLimitedDepthHasNoMoreHistoryAndCanBePushedFrom() {
        WorkspaceSpec spec = spec("shallow", CloneOptions.ALL.depth(1));
        supportedOrRefused(
                Capability.SHALLOW_HISTORY,
                () -> {
                    try (Workspace workspace = shadow().workspaces().prepare(spec)) {
                        assertThat(workspace.git().log(100)).hasSize(1);
                        assertThat(workspace.git().status().isClean()).isTrue();
                        workspace.tools().writeFile("shallow.txt", "x");
                        workspace.git().commit(CommitRequest.of("On top"));
                        workspace.git().push();
                    }
                    assertThat(origin().git("log", "--format=%s", "main..shadow/shallow"))
                            .isEqualTo("On top\n");
                },
                () -> shadow().workspaces().prepare(spec));
    }

    @Test
    default void aCloneOfOneBranchFindsTheShadowBranchOfItsTaskAgain() {
        WorkspaceSpec spec = spec("narrow", CloneOptions.ALL.onlyBaseBranch());
        try (Workspace workspace = shadow().workspaces().prepare(spec)) {
            workspace.tools().writeFile("narrow.txt", "kept");
            workspace.git().commit(CommitRequest.of("Narrow"));
            workspace.git().push();
        }
        shadow().workspaces().destroy("narrow", DestroyMode.DISCARD);
        try (Workspace workspace = shadow().workspaces().prepare(spec)) {
            assertThat(workspace.tools().readFile("narrow.txt").text()).isEqualTo("kept");
        }
    }

    @Test
    default void aRepositoryAboveTheLimitIsRefusedAndLeavesNothing() {
        failure(ErrorCode.TOO_LARGE, () -> shadow().workspaces().prepare(spec("large", CloneOptions.ALL.maxBytes(10))));
        assertThat(shadow().workspaces().list()).isEmpty();
        shadow().workspaces()
                .prepare(spec("large", CloneOptions.ALL.maxBytes(10 << 20)))
                .close();
    }

    @Test
    default void aRepositoryWithLargeFileStorageIsRefusedByNameUnlessPointersWillDo() {
        try (Workspace workspace = shadow().workspaces().prepare(spec("lfs", CloneOptions.ALL))) {
            workspace.tools().writeFile("assets/.gitattributes", "# big\n*.bin filter=lfs diff=lfs merge=lfs -text\n");
            workspace.tools().writeFile("assets/a.bin", "version https://git-lfs.github.com/spec/v1\n");
            workspace.git().commit(CommitRequest.of("Large files"));
            workspace.git().push();
        }
        origin().git("update-ref", "refs/heads/large", "shadow/lfs");
        RepositorySource source = RepositorySource.of(origin().url(), "large");
        WorkspaceSpec refused = WorkspaceSpec.forTask("refused").repository(source);
        assertThat(failure(ErrorCode.UNSUPPORTED, () -> shadow().workspaces().prepare(refused))
                        .details())
                .containsEntry("capability", Capability.GIT_LFS.name());
        WorkspaceSpec pointers = WorkspaceSpec.forTask("pointers")
                .repository(source.options(CloneOptions.ALL.lfs(CloneOptions.Lfs.POINTERS)));
        try (Workspace workspace = shadow().workspaces().prepare(pointers)) {
            assertThat(workspace.tools().readFile("assets/a.bin").text()).startsWith("version https://");
            assertThat(workspace.git().status().isClean()).isTrue();
        }
    }

    @Test
    default void submodulesAreRefusedByNameWhenAskedFor() {
        WorkspaceSpec spec = spec("submodules", CloneOptions.ALL.withSubmodules());
        supportedOrRefused(
                Capability.SUBMODULES,
                () -> shadow().workspaces().prepare(spec).close(),
                () -> shadow().workspaces().prepare(spec));
    }

    @Test
    default void bytesStayAsTheyAreWhateverAttributesSay() {
        String crlf = "one\r\ntwo\r\n";
        try (Workspace workspace = shadow().workspaces().prepare(spec("bytes", CloneOptions.ALL))) {
            workspace.tools().writeFile(".gitattributes", "* text=auto eol=crlf ident working-tree-encoding=UTF-16\n");
            workspace.tools().writeFile("crlf.txt", crlf);
            workspace.tools().writeFile("lf.txt", "$Id$\none\n");
            workspace.git().commit(CommitRequest.of("Endings"));
            assertThat(workspace.git().status().isClean()).isTrue();
            workspace.git().push();
        }
        assertThat(origin().git("cat-file", "-p", "shadow/bytes:crlf.txt")).isEqualTo(crlf);
        origin().git("update-ref", "refs/heads/endings", "shadow/bytes");
        WorkspaceSpec again = WorkspaceSpec.forTask("again").repository(origin().url(), "endings");
        try (Workspace workspace = shadow().workspaces().prepare(again)) {
            assertThat(workspace.tools().readFile("crlf.txt").text()).isEqualTo(crlf);
            assertThat(workspace.tools().readFile("lf.txt").text()).isEqualTo("$Id$\none\n");
            assertThat(workspace.git().status().isClean()).isTrue();
        }
    }
}
