package dev.shadow.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When the agent cannot do its work it says why, its exit status says so too, and nothing is left behind. */
class CodingAgentFailureTest extends AgentFixture {
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
}
