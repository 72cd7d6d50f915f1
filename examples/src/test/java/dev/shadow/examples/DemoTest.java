package dev.shadow.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shadow.tck.OriginRepository;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan of the demonstration is made for this project; these hold them together. Running it is not for a test. */
class DemoTest {
    private final List<PlanStep> plan = Demo.plan();

    @Test
    void editsWhatIsInThisProjectExactlyOnce() throws Exception {
        for (PlanStep step : plan) {
            if (step.tool().equals("search_replace")) {
                JsonNode arguments = new ObjectMapper().readTree(step.arguments());
                String text = Files.readString(
                        root().resolve(arguments.get("file_path").asText()));
                assertThat(text.split(
                                java.util.regex.Pattern.quote(
                                        arguments.get("old_string").asText()),
                                -1))
                        .as(step.place())
                        .hasSize(2);
            }
        }
    }

    @Test
    void writesOnlyFilesThatAreNotThere() {
        assertThat(plan)
                .filteredOn(step -> step.tool().equals("write_file"))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(root().resolve(step.subject())).doesNotExist());
    }

    @Test
    void runsTheTestsOfAModuleButNeverTheExamples() {
        assertThat(plan)
                .filteredOn(step -> step.tool().equals("run_terminal_cmd"))
                .isNotEmpty()
                .allSatisfy(step ->
                        assertThat(step.subject()).contains("-pl shadow-").doesNotContain("examples"));
    }

    @Test
    void clonesACheckoutWithADetachedHeadAndNoCommitMore(@TempDir Path directory) throws Exception {
        OriginRepository origin = OriginRepository.create(directory);
        Path checkout = directory.resolve("a checkout \"é\"");
        origin.git("clone", "-q", origin.url(), checkout.toString());
        origin.git(
                "-C", checkout.toString(), "--git-dir=.git", "--work-tree=.", "checkout", "-q", "--detach", "HEAD~1");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        String bare = Demo.repository(checkout, directory, new Host(nowhere, nowhere, new Style(false), directory));
        assertThat(bare).startsWith(directory.toString());
        assertThat(origin.git("ls-remote", bare, "HEAD"))
                .startsWith(origin.git("rev-parse", "main~1").strip());
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isDirectory(here.resolve("shadow-bom"))) {
            here = here.getParent();
        }
        assertThat(here).as("a source tree around the tests").isNotNull();
        return here;
    }
}
