package dev.shadow.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shadow.tck.OriginRepository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent from its arguments to what the {@code git} program finds in the repository afterwards. */
class CodingAgentTest {
    private static final String MESSAGE =
            "Say \"it's done\" (really); $(touch pwned) `id` $HOME\n\nSecond; paragraph\n";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path temporary;
    private OriginRepository origin;

    @BeforeEach
    void makeRepository() throws IOException {
        temporary = Files.createDirectory(directory.resolve("tmp"));
        origin = OriginRepository.create(directory);
    }

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

    @Test
    void printsATranscriptOfThisShape() throws Exception {
        Path plan = plan(
                call("write_file", "file_path", "notes.txt", "content", "one\n"),
                call("run_terminal_cmd", "command", "cat notes.txt"));
        assertThat(agent("--plan", plan.toString(), "--task", "golden", "--message", "Add notes"))
                .isEqualTo(CodingAgent.DONE);
        String commit = origin.git("rev-parse", "shadow/golden").strip();
        String shape = out().replace(origin.url(), "ORIGIN")
                .replace(commit, "COMMIT")
                .replaceAll("\\d+\\.\\d s", "TIME")
                .replaceAll("(?m)^([A-Z_]+ [a-z]+) \\(TIME\\): .*$", "$1 (TIME)");
        assertThat(shape).isEqualTo("""
                        Coding agent at work on ORIGIN
                            mode        local
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
    }

    @Test
    void stopsAtAFailingStepAndPushesNothing() throws Exception {
        Path plan = plan(
                call("write_file", "file_path", "a.txt", "content", "x"),
                call("search_replace", "file_path", "README.md", "old_string", "absent text", "new_string", "y"),
                call("run_terminal_cmd", "command", "echo never reached"));
        assertThat(agent("--plan", plan.toString(), "--task", "t")).isEqualTo(CodingAgent.FAILED);
        assertThat(out())
                .contains("Error (EDIT_NOT_FOUND): ")
                .contains(
                        "Step 2 failed (" + plan + ":2).\nStopped there: nothing was committed and nothing was pushed.")
                .doesNotContain("never reached");
        assertNothingPushed();
        assertNothingLeft();
    }

    @Test
    void aCommandThatExitsWithAnotherCodeIsAFailingStep() throws Exception {
        Path plan = plan(call("run_terminal_cmd", "command", "echo before; exit 3"));
        assertThat(agent("--plan", plan.toString())).isEqualTo(CodingAgent.FAILED);
        assertThat(out()).contains("    | before\n    Exit code: 3 (after ", "Step 1 failed");
        assertNothingPushed();
        assertNothingLeft();
    }

    @Test
    void anUnknownToolIsAFailingStep() throws Exception {
        Path plan = plan(call("teleport", "path", "x"));
        assertThat(agent("--plan", plan.toString())).isEqualTo(CodingAgent.FAILED);
        assertThat(out()).contains("no tool named 'teleport'. The tools are: read_file");
        assertNothingLeft();
    }

    @Test
    void namesTheLineOfABadPlanBeforeAnythingIsMade() throws Exception {
        Path plan = Files.writeString(
                directory.resolve("bad plan.jsonl"), call("list_dir", "path", ".") + "\n{\"tool\": \n");
        assertThat(agent("--plan", plan.toString())).isEqualTo(CodingAgent.UNUSABLE);
        assertThat(err()).startsWith("error: " + plan + ":2 is not JSON");
        assertThat(out()).isEmpty();
        assertNothingLeft();
    }

    @Test
    void aBranchWithoutCommitsIsAClearErrorThatLeavesNothingBehind() throws Exception {
        Path plan = plan(call("list_dir", "path", "."));
        assertThat(agent("--plan", plan.toString(), "--branch", "nowhere")).isEqualTo(CodingAgent.FAILED);
        assertThat(err()).startsWith("error: BRANCH_NOT_FOUND: ").contains("nowhere");
        assertNothingPushed();
        assertNothingLeft();
    }

    @Test
    void aRepositoryWithoutCommitsIsAClearErrorThatLeavesNothingBehind() throws Exception {
        Path empty = directory.resolve("empty repo.git");
        origin.git("init", "-q", "--bare", "-b", "main", empty.toString());
        Path plan = plan(call("list_dir", "path", "."));
        for (List<String> branch : List.of(List.<String>of(), List.of("--branch", "main"))) {
            List<String> arguments = new ArrayList<>(List.of("--repo", empty.toString(), "--plan", plan.toString()));
            arguments.addAll(branch);
            assertThat(run(new Style(false), arguments)).isEqualTo(CodingAgent.FAILED);
            assertThat(err()).startsWith("error: REPOSITORY_EMPTY: ");
            assertNothingLeft();
        }
    }

    @Test
    void aRepositoryThatIsNotThereIsAClearError() throws Exception {
        Path plan = plan(call("list_dir", "path", "."));
        Path absent = directory.resolve("absent.git");
        assertThat(run(new Style(false), List.of("--repo", absent.toString(), "--plan", plan.toString())))
                .isEqualTo(CodingAgent.FAILED);
        assertThat(err()).startsWith("error: REPOSITORY_NOT_FOUND: ");
        assertNothingLeft();
    }

    @Test
    void anAbsentBackendIsTheLibrarysOwnError() throws Exception {
        Path plan = plan(call("list_dir", "path", "."));
        assertThat(agent("--plan", plan.toString(), "--mode", "teleport")).isEqualTo(CodingAgent.FAILED);
        assertThat(err()).startsWith("error: BACKEND_NOT_FOUND: ").contains("dev.shadow:shadow-teleport");
        assertNothingLeft();
    }

    @Test
    void leavesTheSameTreeInEveryMode() throws Exception {
        Path plan = plan(
                call("search_replace", "file_path", "README.md", "old_string", "teh", "new_string", "the"),
                call("write_file", "file_path", "über/a b.txt", "content", "x"),
                call("delete_file", "target_file", "src/App.java"));
        for (String mode : List.of("local", "mock")) {
            assertThat(agent("--plan", plan.toString(), "--mode", mode, "--task", mode))
                    .as(err())
                    .isEqualTo(CodingAgent.DONE);
            assertNothingLeft();
        }
        assertThat(origin.git("rev-parse", "shadow/mock^{tree}"))
                .isEqualTo(origin.git("rev-parse", "shadow/local^{tree}"))
                .isNotEqualTo(origin.git("rev-parse", "main^{tree}"));
    }

    @Test
    void anInterruptEndsTheWorkAndLeavesNothingBehind() throws Exception {
        Path plan = plan(call("run_terminal_cmd", "command", "echo begun; sleep 100"));
        AtomicInteger status = new AtomicInteger(-1);
        Thread worker = new Thread(() -> status.set(agent("--plan", plan.toString())));
        worker.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> out().contains("| begun"));
        worker.interrupt();
        worker.join(Duration.ofSeconds(30).toMillis());
        assertThat(status).hasValue(CodingAgent.FAILED);
        assertThat(out()).contains("Error (INTERRUPTED): ");
        assertNothingPushed();
        assertNothingLeft();
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
    void showsColoursOnATerminalOnly() throws Exception {
        Path plan = plan(call("run_terminal_cmd", "command", "printf '\\033[31mred\\033[0m\\n'"));
        agent("--plan", plan.toString());
        assertThat(out()).doesNotContain("\u001b").contains("| red\n");
        run(new Style(true), List.of("--repo", origin.url(), "--plan", plan.toString()));
        assertThat(out()).contains("\u001b[1m[1/1]\u001b[0m").doesNotContain("\u001b[31mred");
    }

    @Test
    void refusesArgumentsThatCannotBeUsed() throws Exception {
        Path plan = plan(call("list_dir", "path", "."));
        assertThat(agent("--plan", plan.toString(), "--co-author", "nobody")).isEqualTo(CodingAgent.UNUSABLE);
        assertThat(err()).contains("'nobody' is not of the form NAME <MAIL>");
        assertThat(agent()).isEqualTo(CodingAgent.UNUSABLE);
        assertThat(err()).contains("--repo needs a --plan FILE");
        assertThat(agent("--plan", plan.toString(), "--message", " ")).isEqualTo(CodingAgent.FAILED);
        assertThat(err()).contains("commit message must not be blank");
        assertThat(out()).isEmpty();
        assertThat(agent("--plan", plan.toString(), "--colour")).isEqualTo(CodingAgent.UNUSABLE);
        assertThat(err()).contains("--colour");
        assertNothingLeft();
    }

    private int agent(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--repo", origin.url()));
        all.addAll(List.of(arguments));
        return run(new Style(false), all);
    }

    private int run(Style style, List<String> arguments) {
        out.reset();
        err.reset();
        Host host = new Host(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                style,
                temporary);
        return CodingAgent.run(arguments.toArray(String[]::new), host);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Path plan(String... calls) throws IOException {
        return Files.write(directory.resolve("a plan é.jsonl"), List.of(calls));
    }

    private static String call(String tool, String... arguments) throws IOException {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            named.put(arguments[i], arguments[i + 1]);
        }
        return new ObjectMapper().writeValueAsString(Map.of("tool", tool, "arguments", named));
    }

    private void assertNothingPushed() {
        assertThat(origin.git("for-each-ref", "--format=%(refname)")).isEqualTo("refs/heads/main\n");
    }

    private void assertNothingLeft() {
        assertThat(temporary).isEmptyDirectory();
    }
}
