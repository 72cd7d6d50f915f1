package dev.shadow.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent from its arguments to what the {@code git} program finds in the repository afterwards. */
class CodingAgentTest extends AgentFixture {
    private static final String MESSAGE =
            "Say \"it's done\" (really); $(touch pwned) `id` $HOME\n\nSecond; paragraph\n";

    @Test
    void worksThroughAPlanCommitsAndPushes() throws Exception {
        Path plan = plan(
                call("list_dir", "relative_workspace_path", "."),
                call("read_file", "target_file", "docs/naïve file.txt"),
                call(
                        "write_file",
                        "file_path",
                        "new dir/größe \uD83D\uDE00 (1).txt",
                        "content",
                        "  exact $HOME\r\nend"),
                call("search_replace", "file_path", "README.md", "old_string", "teh", "new_string", "the"),
                call("delete_file", "target_file", "docs/naïve file.txt"),
                call("grep_search", "query", "the first"),
                call("file_search", "query", "App"),
                call(
                        "run_terminal_cmd",
                        "command",
                        "cat 'new dir/größe \uD83D\uDE00 (1).txt'; echo; echo on stderr >&2"));

        int status = agent(
                "--plan",
                plan.toString(),
                "--task",
                "fix 42",
                "--message",
                MESSAGE,
                "--co-author",
                "José O'Neil <jose@example.org>",
                "--branch",
                "main");

        assertThat(err()).isEmpty();
        assertThat(status).isEqualTo(CodingAgent.DONE);
        String branch = origin.git("for-each-ref", "--format=%(refname:short)", "refs/heads/shadow")
                .strip();
        assertThat(origin.git("show", branch + ":new dir/größe \uD83D\uDE00 (1).txt"))
                .isEqualTo("  exact $HOME\r\nend");
        assertThat(origin.git("show", branch + ":README.md")).contains("the first line");
        assertThat(origin.git("-c", "core.quotePath=false", "diff", "--name-status", "main", branch))
                .isEqualTo("M\tREADME.md\nD\tdocs/naïve file.txt\nA\tnew dir/größe \uD83D\uDE00 (1).txt\n");
        assertThat(origin.git("log", "-1", "--format=%B", branch))
                .startsWith(MESSAGE)
                .contains("Co-authored-by: José O'Neil <jose@example.org>\n");
        assertThat(origin.git("log", "--format=%an", "main.." + branch)).isEqualTo("Shadow coding agent\n");
        assertThat(out())
                .contains("[8/8] run_terminal_cmd cat 'new dir/größe \uD83D\uDE00 (1).txt'")
                .contains("    |   exact $HOME\n    | end\n    | on stderr\n    Exit code: 0");
        assertNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "remote"})
    void printsATranscriptOfThisShape(String mode) throws Exception {
        Path plan = plan(
                call("write_file", "file_path", "notes.txt", "content", "one\n"),
                call("run_terminal_cmd", "command", "cat notes.txt"));
        assertThat(agent("--plan", plan.toString(), "--task", "golden", "--message", "Add notes", "--mode", mode))
                .as(err())
                .isEqualTo(CodingAgent.DONE);
        String commit = origin.git("rev-parse", "shadow/golden").strip();
        String shape = out().replace(origin.url(), "ORIGIN")
                .replace("mode        " + mode, "mode        MODE")
                .replace(commit, "COMMIT")
                .replaceAll("\\d+\\.\\d s", "TIME")
                .replaceAll("(?m)^([A-Z_]+ [a-z]+) \\(TIME\\): .*$", "$1 (TIME)");
        assertThat(shape).isEqualTo("""
                        Coding agent at work on ORIGIN
                            mode        MODE
                            task        golden

                        PREPARE_WORKSPACE completed (TIME)
                        SETUP_GIT completed (TIME)
                        INSTALL_DEPENDENCIES skipped (TIME)

                        [1/2] write_file notes.txt
                            Created notes.txt: 4 bytes, lines +1 -0.

                        [2/2] run_terminal_cmd cat notes.txt
                            | one
                            Exit code: 0 (after TIME)

                        Done: committed and pushed
                            workspace   golden
                            branch      shadow/golden (created)
                            commit      COMMIT Add notes
                            pushed to   ORIGIN
                            files       1 changed
                                added notes.txt +1 -0
                            time        TIME
                        """);
        assertNothingLeft();
    }

    @Test
    void leavesTheSameTreeInEveryMode() throws Exception {
        Path plan = plan(
                call("search_replace", "file_path", "README.md", "old_string", "teh", "new_string", "the"),
                call("write_file", "file_path", "über/a b.txt", "content", "x"),
                call("delete_file", "target_file", "src/App.java"));
        for (String mode : List.of("local", "mock", "remote")) {
            assertThat(agent("--plan", plan.toString(), "--mode", mode, "--task", mode))
                    .as(err())
                    .isEqualTo(CodingAgent.DONE);
            assertNothingLeft();
        }
        assertThat(origin.git("rev-parse", "shadow/mock^{tree}"))
                .isEqualTo(origin.git("rev-parse", "shadow/local^{tree}"))
                .isEqualTo(origin.git("rev-parse", "shadow/remote^{tree}"))
                .isNotEqualTo(origin.git("rev-parse", "main^{tree}"));
    }

    @Test
    void saysThatNothingChanged() throws Exception {
        Path plan = plan(call("list_dir", "path", "."));
        assertThat(agent("--plan", plan.toString())).isEqualTo(CodingAgent.DONE);
        assertThat(out()).contains("Nothing changed, so nothing was committed and nothing was pushed.");
        assertNothingPushed();
    }

    @Test
    void pushesWhatACommandOfThePlanHasCommitted() throws Exception {
        Path plan = plan(call(
                "run_terminal_cmd",
                "command",
                "echo x > x.txt && git add x.txt && git -c user.name=A -c user.email=a@example.org commit -qm Mine"));
        assertThat(agent("--plan", plan.toString(), "--task", "own")).isEqualTo(CodingAgent.DONE);
        assertThat(origin.git("log", "-1", "--format=%s", "shadow/own")).isEqualTo("Mine\n");
        assertNothingLeft();
    }

    @Test
    void keepsTheWorkspaceWhenAskedAndSaysWhere() throws Exception {
        Path plan = plan(call("write_file", "file_path", "kept.txt", "content", "x"));
        assertThat(agent("--plan", plan.toString(), "--keep")).isEqualTo(CodingAgent.DONE);
        Path kept = Path.of(out().lines()
                .filter(line -> line.contains("kept in"))
                .map(line -> line.replaceFirst(" *kept in *", ""))
                .findFirst()
                .orElseThrow());
        assertThat(kept.resolve("kept.txt")).hasContent("x");
    }

    @Test
    void keepsWorkThatTheRemoteRejected() throws Exception {
        String remote = "git --git-dir='" + origin.path() + "' ";
        String elsewhere = remote + "-c user.name=A -c user.email=a@example.org commit-tree -m other 'main^{tree}'";
        Path plan = plan(
                call("write_file", "file_path", "precious.txt", "content", "x"),
                call("run_terminal_cmd", "command", remote + "update-ref refs/heads/shadow/t $(" + elsewhere + ")"));
        assertThat(agent("--plan", plan.toString(), "--task", "t")).isEqualTo(CodingAgent.FAILED);
        assertThat(err()).contains("PUSH_REJECTED");
        Path kept = Path.of(out().lines()
                .filter(line -> line.contains("kept in"))
                .map(line -> line.replaceFirst(" *kept in *", ""))
                .findFirst()
                .orElseThrow());
        assertThat(kept.resolve("precious.txt")).hasContent("x");
    }

    @Test
    void showsColoursOnATerminalOnly() throws Exception {
        Path plan = plan(call("run_terminal_cmd", "command", "printf '\\033[31mred\\033[0m\\n'"));
        agent("--plan", plan.toString());
        assertThat(out()).doesNotContain("\u001b").contains("| red\n");
        run(new Style(true), List.of("--repo", origin.url(), "--plan", plan.toString()));
        assertThat(out()).contains("\u001b[1m[1/1]\u001b[0m").doesNotContain("\u001b[31mred");
    }
}
