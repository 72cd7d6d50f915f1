package dev.shadow.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.git.CommitRequest;
import dev.shadow.git.DiffRequest;
import dev.shadow.git.GitOperation;
import dev.shadow.git.PushRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a command in the workspace writes to the repository's configuration changes nothing and runs nothing. */
class UntrustedConfigTest {
    @TempDir
    private Path scratch;

    private Path ran;

    /** A program that leaves a trace. */
    private String program(GitFixture fixture, String name) throws IOException {
        Path file = fixture.root.resolve(".git").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\necho " + name + " >> " + ran + "\ncat\n");
        GitProgram.assertExecutable(file);
        return file.toString();
    }

    private void plant(GitFixture fixture, Path decoy) throws IOException {
        ran = scratch.resolve("ran");
        Path included = scratch.resolve("included");
        String evil = program(fixture, "evil");
        Files.writeString(included, "[url \"file://" + decoy + "\"]\n\tinsteadOf = file://" + fixture.origin + "\n");
        for (String hook :
                List.of("pre-commit", "commit-msg", "post-commit", "pre-push", "post-checkout", "fsmonitor-watchman")) {
            program(fixture, "hooks/" + hook);
            program(fixture, "other-hooks/" + hook);
        }
        String[][] keys = {
            {"remote.origin.url", "file://" + decoy},
            {"remote.origin.pushurl", "file://" + decoy},
            {"url.file://" + decoy + ".insteadOf", "file://" + fixture.origin},
            {"url.file://" + decoy + ".pushInsteadOf", "file://" + fixture.origin},
            {"include.path", included.toString()},
            {"core.hooksPath", fixture.root.resolve(".git/other-hooks").toString()},
            {"core.fsmonitor", evil},
            {"core.sshCommand", evil},
            {"core.askPass", evil},
            {"core.editor", evil},
            {"core.gitProxy", evil},
            {"core.worktree", scratch.toString()},
            {"credential.helper", "!" + evil},
            {"gpg.program", evil},
            {"commit.gpgsign", "true"},
            {"filter.x.clean", evil},
            {"filter.x.smudge", evil},
            {"filter.x.process", evil},
            {"filter.x.required", "true"},
            {"diff.x.textconv", evil},
            {"diff.external", evil},
            {"merge.x.driver", evil},
            {"http.sslVerify", "false"},
            {"http.proxy", "http://127.0.0.1:1"},
            {"http.extraHeader", "X-Evil: 1"},
            {"http.cookieFile", evil},
            {"remote.origin.uploadpack", evil},
            {"remote.origin.receivepack", evil},
            {"user.name", "Mallory"},
        };
        for (String[] key : keys) {
            GitProgram.git(fixture.root, "config", "--file", ".git/config", key[0], key[1]);
        }
        Files.writeString(fixture.root.resolve(".gitattributes"), "* filter=x diff=x merge=x\n");
    }

    @Test
    void runsNothingAndPushesToTheAddressOfTheSpec() throws Exception {
        GitFixture fixture = GitFixture.cloned(scratch);
        Path decoy = scratch.resolve("decoy.git");
        GitProgram.git(scratch, "clone", "-q", "--bare", fixture.origin.toString(), decoy.toString());
        plant(fixture, decoy);
        fixture.write("secret", "work\n");

        assertThat(fixture.status().entries()).hasSize(2);
        fixture.call(new GitOperation.Diff(DiffRequest.of(DiffRequest.Sides.WORK_TREE_TO_HEAD)));
        fixture.call(new GitOperation.CreateShadowBranch("t"));
        String commit = fixture.call(new GitOperation.Commit(CommitRequest.of("work")))
                .commit()
                .orElseThrow()
                .id();
        fixture.call(new GitOperation.Push(PushRequest.FORWARD));

        assertThat(GitProgram.git(fixture.origin, "log", "-1", "--format=%H %an", "shadow/t"))
                .isEqualTo(commit + " Shadow\n");
        assertThat(GitProgram.git(fixture.origin, "cat-file", "-p", "shadow/t:secret"))
                .isEqualTo("work\n");
        assertThat(GitProgram.git(decoy, "branch", "--list", "shadow/*")).isEmpty();
        assertThat(ran).doesNotExist();
    }

    @Test
    void worksOnWhenTheRepositoryIsOpenedAnewWithThatConfiguration() throws Exception {
        GitFixture fixture = GitFixture.cloned(scratch);
        plant(fixture, scratch);
        GitProgram.git(fixture.root, "config", "--file", ".git/config", "core.bare", "true");
        GitState state = GitState.inFile(scratch.resolve("git.state"));
        state.save(fixture.git.state().load());
        try (GitDirectory git = GitDirectory.open(fixture.root.resolve(".git"), state)) {
            GitEngine engine = new GitEngine(fixture.store, git, GitFixture.remotes());
            assertThat(engine.shadowBranchAfterClone("t", GitFixture.soon()).name())
                    .isEqualTo("shadow/t");
        }
        assertThat(GitState.inFile(scratch.resolve("git.state")).load().bases()).containsKey("shadow/t");
        assertThat(ran).doesNotExist();
    }
}
