package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.DestroyMode;
import dev.shadow.Shadow;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.command.Command;
import dev.shadow.git.CheckpointRequest;
import dev.shadow.git.CommitInfo;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.FileChange;
import dev.shadow.git.PushResult.Outcome;
import dev.shadow.tck.OriginRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work outlives the machine that it was done on, and checkpoints what git and other programs do meanwhile. */
class GitElsewhereTest {
    @TempDir
    private Path scratch;

    private Shadow machine(String name) {
        return Shadow.builder()
                .mode("local")
                .stateDirectory(scratch.resolve(name).resolve("state"))
                .open();
    }

    private WorkspaceSpec spec(OriginRepository origin, String machine) {
        return WorkspaceSpec.forTask("fix (42)")
                .repository(origin.url(), "main")
                .directory(scratch.resolve(machine).resolve("tree"));
    }

    private static String commit(Workspace workspace, String text) {
        workspace.tools().writeFile("work.txt", text);
        return workspace
                .git()
                .commit(CommitRequest.of(text))
                .commit()
                .map(CommitInfo::id)
                .orElseThrow();
    }

    @Test
    void aTaskGoesOnOnAnotherMachine() throws IOException, InterruptedException {
        OriginRepository origin = OriginRepository.create(scratch);
        String base = origin.git("rev-parse", "main").strip();
        String second;
        try (Shadow here = machine("one")) {
            try (Workspace workspace = here.workspaces().prepare(spec(origin, "one"))) {
                commit(workspace, "first");
                workspace.git().push();
                second = commit(workspace, "second");
                workspace.tools().writeFile("draft.txt", "not committed");
            }
            assertThat(here.workspaces()
                            .destroy("fix (42)", DestroyMode.PUSH_FIRST)
                            .commit())
                    .isPresent();
        }
        assertThat(Files.exists(scratch.resolve("one/tree"))).isFalse();
        try (Shadow there = machine("two");
                Workspace workspace = there.workspaces().prepare(spec(origin, "two"))) {
            assertThat(workspace.git().currentBranch()).contains("shadow/fix%20(42)");
            assertThat(workspace.git().log(10))
                    .extracting(CommitInfo::id)
                    .contains(second)
                    .hasSize(5);
            assertThat(workspace.tools().readFile("draft.txt").text()).isEqualTo("not committed");
            assertThat(workspace.git().createShadowBranch("fix (42)").base()).isEqualTo(base);
            assertThat(workspace.git().fileChanges().files())
                    .extracting(FileChange::path)
                    .containsExactly("draft.txt", "work.txt");
            Path tree = scratch.resolve("two/tree");
            assertThat(new GitJudge(tree)
                            .git("rev-parse", "--abbrev-ref", "@{upstream}")
                            .strip())
                    .isEqualTo("origin/shadow/fix%20(42)");
            String third = commit(workspace, "third");
            assertThat(workspace.git().push().outcome()).isEqualTo(Outcome.UPDATED);
            assertThat(origin.git("rev-parse", "shadow/fix%20(42)").strip()).isEqualTo(third);
        }
    }

    @Test
    void checkpointsSurviveGarbageCollectionAndFilesThatAreInUse() throws IOException, InterruptedException {
        OriginRepository origin = OriginRepository.create(scratch);
        try (Shadow shadow = machine("one");
                Workspace workspace = shadow.workspaces().prepare(spec(origin, "one"))) {
            Path tree = scratch.resolve("one/tree");
            workspace.tools().writeFile("kept.txt", "kept");
            workspace.tools().writeFile("busy.log.txt", "before\n");
            String id = workspace.git().checkpoint(CheckpointRequest.of("Kept")).id();
            new GitJudge(tree).git("gc", "-q", "--prune=now");
            var writer = workspace
                    .tools()
                    .start(Command.shell("exec >> busy.log.txt; while :; do echo busy; echo x > noise/$$ 2>/dev/null;"
                            + " mkdir -p noise; sleep 0.01; done"));
            try {
                workspace.tools().delete("kept.txt");
                for (int i = 0; i < 10; i++) {
                    workspace.git().restore(id);
                    assertThat(workspace.tools().readFile("kept.txt").text()).isEqualTo("kept");
                    assertThat(workspace.tools().readFile("busy.log.txt").text())
                            .isEqualTo("before\n");
                    workspace.tools().delete("kept.txt");
                }
            } finally {
                writer.kill();
            }
            workspace.git().restore(id);
            assertThat(workspace.git().checkpoints()).hasSize(1);
            assertThat(new GitJudge(tree).git("fsck", "--strict", "--no-dangling"))
                    .isEmpty();
        }
    }
}
