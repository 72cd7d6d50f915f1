package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Shadow;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.git.CommitRequest;
import dev.shadow.git.DiffRequest;
import dev.shadow.git.StatusEntry;
import dev.shadow.tck.OriginRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command writes to the repository's configuration never reaches the git program. */
class GitProgramUntrustedTest {
    private static final List<String> PROGRAMS = List.of(
            "core.fsmonitor",
            "core.sshCommand",
            "core.pager",
            "core.editor",
            "core.askPass",
            "core.gitProxy",
            "core.alternateRefsCommand",
            "credential.helper",
            "diff.external",
            "diff.x.textconv",
            "diff.x.command",
            "filter.x.clean",
            "filter.x.smudge",
            "filter.x.process",
            "merge.x.driver",
            "gpg.program",
            "uploadpack.packObjectsHook",
            "sequence.editor",
            "alias.status",
            "alias.read-tree",
            "submodule.x.update",
            "protocol.ext.allow",
            "trace2.eventTarget");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path scratch;

    private Path program(Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, "#!/bin/sh\necho \"$0\" >> " + scratch.resolve("ran") + "\ncat\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    private void plant(Path tree) throws IOException {
        Path evil = program(scratch.resolve("evil"));
        StringBuilder config = new StringBuilder();
        for (String key : PROGRAMS) {
            int section = key.indexOf('.');
            int name = key.lastIndexOf('.');
            String inner = section == name ? "" : " \"" + key.substring(section + 1, name) + "\"";
            config.append('[').append(key, 0, section).append(inner).append("]\n\t");
            config.append(key.substring(name + 1)).append(" = ").append(evil).append('\n');
        }
        config.append("[core]\n\thooksPath = ").append(scratch.resolve("hooks")).append('\n');
        config.append("[core]\n\tworktree = /\n[commit]\n\tgpgsign = true\n[filter \"x\"]\n\trequired = true\n");
        for (String hook : List.of("post-checkout", "post-index-change", "pre-commit", "reference-transaction")) {
            program(scratch.resolve("hooks").resolve(hook));
            program(tree.resolve(".git/hooks").resolve(hook));
        }
        Files.writeString(tree.resolve(".git/config"), config.toString());
        Files.writeString(tree.resolve(".gitattributes"), "* filter=x diff=x merge=x\n");
        Files.writeString(tree.resolve(".git/info/attributes"), "* filter=x diff=x merge=x\n");
    }

    @Test
    void noPlantedKeyOrHookRuns() throws Exception {
        OriginRepository origin = OriginRepository.create(scratch);
        try (Shadow shadow = Shadow.builder()
                        .mode("local")
                        .set(LocalGit.ENGINE, "program")
                        .stateDirectory(scratch.resolve("state"))
                        .open();
                Workspace workspace =
                        shadow.workspaces().prepare(WorkspaceSpec.forTask("t").repository(origin.url(), "main"))) {
            Path tree = scratch.resolve("state/trees/t");
            Files.createDirectories(tree.resolve(".git/info"));
            plant(tree);
            workspace.tools().writeFile("work.txt", "work\n");
            assertThat(workspace.git().status().entries())
                    .extracting(StatusEntry::path)
                    .contains("work.txt", ".gitattributes");
            assertThat(workspace
                            .git()
                            .diff(DiffRequest.of(DiffRequest.Sides.WORK_TREE_TO_HEAD))
                            .text())
                    .contains("+work");
            workspace.git().commit(CommitRequest.of("Work"));
            workspace.git().createShadowBranch("other");
            workspace.git().push();
            assertThat(workspace.git().status().isClean()).isTrue();
            assertThat(scratch.resolve("ran")).doesNotExist();
            runTheUsersGit(tree);
        }
        assertThat(origin.git("cat-file", "-p", "shadow/other:work.txt")).isEqualTo("work\n");
        assertThat(scratch.resolve("ran")).exists();
    }

    /** The control: whoever reads that configuration runs what it names. */
    private static void runTheUsersGit(Path tree) throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "--git-dir=.git", "--work-tree=.", "status")
                .directory(tree.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        git.getInputStream().readAllBytes();
        git.waitFor();
    }
}
